import { object, scenarios, specOf } from '../scenario.ts';

const repair = {
  tool: 'gcloud',
  does: ['gcloud artifacts docker images list us-docker.pkg.dev/acme-prod/manifests'],
} as const;

export const pullImageNotFound = scenarios([
  {
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
      repair,
    },
  },
  {
    id: 'pull-tag-absent',
    title: 'an OCIRepository names a tag that was never pushed',
    from: 'many',
    change(world) {
      specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['ref'] = { tag: '1.2.2' };
    },
    expect: {
      verdict: 'broken',
      code: 'image-not-found',
      blames: {
        identity: 'team-c/registry-reader@object',
        image: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy',
        imageName: 'team-c/deploy:1.2.2',
        near: 'team-c/deploy:1.2.0',
      },
      repair,
      says: ['team-c/deploy:1.2.0'],
    },
  },
  {
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
      repair,
    },
  },
]);
