import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const repositoryNotFound = scenario({
  id: 'repository-not-found',
  title: 'the repository was deleted',
  from: 'flux-v2',
  change(world) {
    delete project(world, acme.cluster.project).repositories['europe-west1/apps'];
  },
  expect: {
    verdict: 'broken',
    code: 'repository-not-found',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
    },
    repair: { tool: 'gcloud', does: ['gcloud artifacts repositories list'] },
  },
});
