import { object, scenario, specOf } from '../scenario.ts';

export const pullTagNotSaid = scenario({
  id: 'pull-tag-not-said',
  title: 'an OCIRepository names no version, and nothing is tagged “latest”',
  from: 'many',
  change(world) {
    specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['ref'] = undefined;
  },
  expect: {
    verdict: 'broken',
    code: 'image-not-found',
    blames: {
      identity: 'team-c/registry-reader@object',
      image: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy',
      imageName: 'team-c/deploy:latest',
    },
    repair: { tool: 'gcloud', does: ['gcloud artifacts docker images list us-docker.pkg.dev/acme-prod/manifests'] },
  },
});
