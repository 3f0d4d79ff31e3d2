import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { annotatedAt } from '../annotations.ts';
import { fluxSaid } from '../flux-said.ts';
import { runFlux } from '../other-flux.ts';
import { changePods } from '../pod-specs.ts';
import { object, repository, scenarios, specOf } from '../scenario.ts';
import { lastScanned, policiesSay } from './last-scan.ts';
import { pullSecret } from './pull-secret.ts';
import { denied } from './refusals.ts';

export const scanHealthy = scenarios([
  {
    id: 'autologin-flag-works',
    title: 'Flux 2.5 logs in by the controller’s flag',
    from: 'flux-v2',
    change(world) {
      runFlux(world, 'v2.5.1');
      changePods(world, fluxNamespace, acme.controller, ({ containers: [manager] }) =>
        manager?.args?.push('--gcp-autologin-for-gcr'),
      );
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['provider'] = 'generic';
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'image-empty',
    title: 'the image is there and has no tag',
    from: 'flux-v2',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').images['api'] = [];
    },
    expect: { verdict: 'healthy', code: null, warns: ['image-empty'] },
  },
  {
    id: 'no-tags-after-restart',
    title: 'the controller was restarted; its database of tags is empty, and no scan has come since',
    cases: ['B105'],
    from: 'flux-v2',
    change(world) {
      lastScanned(world, null);
      policiesSay(world, 'no tags found in database');
    },
    expect: { verdict: 'healthy', code: null, warns: ['scan-stale'] },
  },
  {
    id: 'object-scan-failed-hours-ago',
    title: 'an object with an identity of its own was refused hours ago; the proof walks that very path',
    from: 'flux-v2-object',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 10_800 });
    },
    expect: { verdict: 'healthy', code: null, warns: ['scan-failing'] },
  },
  {
    id: 'kustomization-fails-at-google',
    title: 'every image is read, and a Kustomization cannot decrypt by Cloud KMS',
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'Kustomization',
        'BuildFailed',
        'secrets/db.yaml: failed to decrypt: error decrypting key: rpc error: code = PermissionDenied desc = Permission denied at cloudkms.googleapis.com',
      );
    },
    expect: { verdict: 'healthy', code: null, warns: ['owner-not-applying', 'scan-failing'] },
  },
  {
    id: 'git-repository-fails-elsewhere',
    title: 'a GitRepository fails at GitHub, which is no matter of Google',
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'GitRepository',
        'GitOperationFailed',
        'failed to checkout and determine revision: unable to clone https://github.com/acme/fleet: authentication required',
      );
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'policies-not-ready',
    title: 'the ImagePolicies complain though every scan is fine',
    cases: ['B103'],
    from: 'flux-v2',
    change(world) {
      policiesSay(world, 'referenced ImageRepository has not been scanned yet');
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'provider-absent-and-public',
    title: 'an object names no provider, and everybody may read the repository',
    from: 'flux-v2',
    change(world) {
      delete specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['provider'];
      repository(world, 'acme-prod', 'europe-west1/apps').policy.bindings.push({
        role: 'roles/artifactregistry.reader',
        members: ['allUsers'],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'provider-generic-and-public',
    title: 'without provider: gcp, on a repository that anyone may read',
    from: 'flux-v2',
    change(world) {
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['provider'] = 'generic';
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings.push({
        role: 'roles/artifactregistry.reader',
        members: ['allUsers'],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'scan-disabled',
    title: 'Flux 1 was told not to scan registries',
    from: 'flux-v1',
    change(world) {
      changePods(world, 'flux', 'flux', ({ containers: [daemon] }) =>
        daemon?.args?.push('--registry-disable-scanning'),
      );
    },
    expect: { verdict: 'healthy', code: null, warns: ['scan-disabled'] },
  },
  {
    id: 'scan-failed-before-change',
    title: 'the KSA was annotated after the last failure, and Flux has not scanned again yet',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 180, count: 40 });
      annotatedAt(object(world, 'ServiceAccount', fluxNamespace, acme.controller), minutesAgo(1));
    },
    expect: { verdict: 'healthy', code: null, warns: ['scan-failing', 'workload-predates-annotation'] },
  },
  {
    id: 'scan-failed-before-spec',
    title: 'the object was changed after the last failure, and Flux has not looked at it yet',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 180, count: 40 });
      for (const stored of world.cluster.objects.filter(({ kind }) => kind === 'ImageRepository'))
        stored.metadata.generation = 2;
    },
    expect: { verdict: 'healthy', code: null, warns: ['scan-failing'] },
  },
  {
    id: 'scan-recovered',
    title: 'Flux was refused until minutes ago, and its last scan succeeded',
    from: 'flux-v2',
    change(world) {
      fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 180, count: 40 });
      lastScanned(world, minutesAgo(1));
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'scan-stale',
    title: 'the last scan was two days ago; the controller has done nothing since',
    from: 'flux-v2',
    change(world) {
      lastScanned(world, minutesAgo(2 * 1440));
    },
    expect: { verdict: 'healthy', code: null, warns: ['scan-stale'] },
  },
  {
    id: 'scan-suspended-all',
    title: 'every ImageRepository is suspended',
    from: 'flux-v2',
    change(world) {
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['suspend'] = true;
    },
    expect: { verdict: 'healthy', code: null, warns: ['scan-suspended'] },
  },
  {
    id: 'scan-suspended',
    title: 'an ImageRepository is suspended',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['suspend'] = true;
    },
    expect: { verdict: 'healthy', code: null, warns: ['scan-suspended'] },
  },
  {
    id: 'secret-ignored',
    title: 'an ImageRepository names a pull secret, which Flux 2.7 ignores',
    from: 'flux-v2',
    change(world) {
      world.cluster.objects.push(pullSecret(fluxNamespace, 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['secretRef'] = { name: 'registry' };
    },
    expect: { verdict: 'healthy', code: null, warns: ['secret-ignored'] },
  },
  {
    id: 'secret-overrides-and-works',
    title: 'a pull secret stands before the identity and lets Flux 2.6 in',
    from: 'flux-v2',
    change(world) {
      runFlux(world, 'v2.6.4');
      world.cluster.objects.push(pullSecret(fluxNamespace, 'registry', acme.gsa));
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['secretRef'] = { name: 'registry' };
    },
    expect: { verdict: 'healthy', code: null, warns: ['secret-overrides-identity'] },
  },
  {
    id: 'token-expired-in-cache',
    title: 'the registry did not accept a token that the controller had kept; the KSA was annotated since',
    cases: ['B115'],
    from: 'flux-v2',
    change(world) {
      fluxSaid(
        world,
        'ImageRepository',
        'ReadOperationFailed',
        'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token?scope=repository%3Aacme-prod%2Fapps%2Fapi%3Apull&service=: UNAUTHORIZED: authentication failed',
        { since: 20, lastSeconds: 180, count: 9 },
      );
      annotatedAt(object(world, 'ServiceAccount', fluxNamespace, acme.controller), minutesAgo(1));
    },
    expect: { verdict: 'healthy', code: null, warns: ['token-expired-in-cache', 'workload-predates-annotation'] },
  },
]);
