import type { World } from '../../world.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme, tags } from '../../worlds/flux-v2.ts';
import { registryBucket } from '../../worlds/google-project.ts';
import { object, project, repository, scenarios, specOf } from '../scenario.ts';
import { kmsKey } from './kms-key.ts';

export function gcrBucketInOrder(world: World): void {
  const home = project(world, acme.cluster.project);
  home.gcr = 'container-registry';
  home.repositories = {};
  home.buckets['artifacts.acme-prod.appspot.com'] = registryBucket(
    acme.cluster.project,
    { api: [...tags], 'team/web': [...tags] },
    `serviceAccount:${acme.gsa}`,
  );
}

export const registryHealthy = scenarios([
  {
    id: 'download-rule-on-scanned-image',
    title: 'a download rule keeps the newest tag from being pulled; Flux only lists the tags',
    from: 'flux-v2',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').downloadRules = [{ name: 'no-1-2-1', tag: '1.2.1' }];
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'gcr-bucket-in-order',
    title: 'gcr.io is a bucket still, and no Artifact Registry repository has its name',
    from: 'flux-v2-gcr',
    change: gcrBucketInOrder,
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'reader-on-project',
    title: 'the reader role was given on the project',
    from: 'flux-v2',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
      project(world, acme.cluster.project).policy.bindings.push({
        role: 'roles/artifactregistry.reader',
        members: [`serviceAccount:${acme.gsa}`],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'registry-host-google-own',
    title: 'Flux logs in to a public mirror of Google’s, which takes any token',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] = 'mirror.gcr.io/library/nginx';
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'registry-host-of-another',
    title: 'one image is on a registry of somebody else, and asks for no login of Google’s',
    from: 'flux-v2',
    change(world) {
      const spec = specOf(object(world, 'ImageRepository', fluxNamespace, 'api'));
      spec['image'] = 'ghcr.io/acme/api';
      spec['provider'] = 'generic';
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'registry-host-upper-case',
    title: 'an image is named with its location in capitals, which Flux and the registry take',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
        'EUROPE-WEST1-docker.pkg.dev/acme-prod/apps/api';
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'registry-moved-regranted',
    title: 'the old grant still stands on the project, beside the one on the repository that serves gcr.io now',
    from: 'flux-v2-gcr',
    change(world) {
      project(world, acme.cluster.project).policy.bindings.push({
        role: 'roles/storage.objectViewer',
        members: [`serviceAccount:${acme.gsa}`],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'repository-key-in-order',
    title: 'the repository is encrypted with a key of the customer’s own, which is in order',
    from: 'flux-v2',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').kmsKey = kmsKey(acme.cluster.project);
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
