import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, repository, scenario, specOf } from '../scenario.ts';

export const providerAbsentAndPublic = scenario({
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
});
