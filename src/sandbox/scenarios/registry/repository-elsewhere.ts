import { acme } from '../../worlds/flux-v2.ts';
import { project, repository, scenario } from '../scenario.ts';

export const repositoryElsewhere = scenario({
  id: 'repository-elsewhere',
  title: 'the repository is in us; the images’ host is europe-west1’s',
  cases: ['B91'],
  from: 'flux-v2',
  change(world) {
    const { repositories } = project(world, acme.cluster.project);
    repositories['us/apps'] = repository(world, acme.cluster.project, 'europe-west1/apps');
    delete repositories['europe-west1/apps'];
  },
  expect: {
    verdict: 'broken',
    code: 'repository-not-found',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      near: 'us/apps',
    },
    repair: {
      tool: 'flux-wi',
      does: ['gcloud artifacts repositories list', '--image us-docker.pkg.dev/acme-prod/apps/api'],
    },
    says: ['us/apps'],
  },
});
