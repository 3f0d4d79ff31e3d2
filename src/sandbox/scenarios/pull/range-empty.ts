import { object, scenario, specOf } from '../scenario.ts';

export const pullRangeEmpty = scenario({
  id: 'pull-range-empty',
  title: 'no tag is in the range that an OCIRepository asks for',
  from: 'many',
  change(world) {
    specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['ref'] = { semver: '>=2.0.0' };
  },
  expect: {
    verdict: 'broken',
    code: 'image-not-found',
    blames: {
      identity: 'team-c/registry-reader@object',
      image: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy',
      imageName: 'team-c/deploy:>=2.0.0',
    },
    repair: { tool: 'gcloud', does: ['gcloud artifacts docker images list us-docker.pkg.dev/acme-prod/manifests'] },
  },
});
