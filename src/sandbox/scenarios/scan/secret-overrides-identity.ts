import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { runFlux } from '../other-flux.ts';
import { object, scenarios, specOf } from '../scenario.ts';
import { pullSecret } from './pull-secret.ts';

const expected = {
  verdict: 'broken',
  code: 'secret-overrides-identity',
  blames: {
    identity: 'team-c/registry-reader@object',
    target: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy',
    kind: 'OCIRepository',
    namespace: 'team-c',
    name: 'deploy',
    secret: 'registry',
  },
  repair: {
    tool: 'kubectl',
    does: [
      'kubectl -n team-c patch ocirepository.source.toolkit.fluxcd.io deploy',
      '-p \'{"spec":{"secretRef":null}}\'',
    ],
  },
  says: ['registry', 'deploy'],
} as const;

const blames = {
  identity: 'flux-system/image-reflector-controller',
  target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
  kind: 'ImageRepository',
  namespace: 'flux-system',
  name: 'api',
  secret: 'registry',
} as const;

export const scanSecretOverridesIdentity = scenarios([
  {
    id: 'secret-overrides-bare-ksa',
    title: 'Flux reads with a pull secret that is refused; the KSA, which is not used, names no GSA',
    from: 'many',
    change(world) {
      world.cluster.objects.push(pullSecret('team-c', 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
      specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['secretRef'] = { name: 'registry' };
      annotateKsa(world, 'team-c', 'registry-reader', null);
    },
    expect: expected,
  },
  {
    id: 'secret-overrides-identity',
    title: 'a pull secret of another account stands before the identity, as Flux 2.6 has it',
    cases: ['B117'],
    from: 'flux-v2',
    change(world) {
      runFlux(world, 'v2.6.4');
      world.cluster.objects.push(pullSecret(fluxNamespace, 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['secretRef'] = { name: 'registry' };
    },
    expect: {
      verdict: 'broken',
      code: 'secret-overrides-identity',
      blames,
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
          '-p \'{"spec":{"secretRef":null}}\'',
        ],
      },
      says: ['registry', 'api'],
    },
  },
  {
    id: 'secret-overrides-oci-repository',
    title: 'a pull secret of another account stands before an OCIRepository’s identity',
    from: 'many',
    change(world) {
      world.cluster.objects.push(pullSecret('team-c', 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
      specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['secretRef'] = { name: 'registry' };
    },
    expect: expected,
  },
  {
    id: 'secret-overrides-without-provider',
    title: 'a pull secret of an account without the right, and the object does not say provider: gcp',
    from: 'flux-v2',
    change(world) {
      world.cluster.objects.push(pullSecret(fluxNamespace, 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
      const spec = specOf(object(world, 'ImageRepository', fluxNamespace, 'api'));
      delete spec['provider'];
      spec['secretRef'] = { name: 'registry' };
    },
    expect: {
      verdict: 'broken',
      code: 'secret-overrides-identity',
      blames,
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
          '-p \'{"spec":{"provider":"gcp","secretRef":null}}\'',
        ],
      },
      says: ['registry', 'api'],
    },
  },
]);
