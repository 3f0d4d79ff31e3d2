import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, repository, scenario, specOf } from '../scenario.ts';

export const providerGenericAndPublic = scenario({
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
});
