import { project, scenarios } from '../scenario.ts';

export const registryBucketNotFound = scenarios([
  {
    id: 'bucket-not-found',
    title: 'nothing was ever pushed: there is no bucket behind gcr.io',
    from: 'flux-v1',
    change(world) {
      delete project(world, 'total-mayhem-123456').buckets['artifacts.total-mayhem-123456.appspot.com'];
    },
    expect: {
      verdict: 'broken',
      code: 'bucket-not-found',
      blames: {
        identity: 'flux/flux',
        image: 'gcr.io/total-mayhem-123456/api',
        bucket: 'artifacts.total-mayhem-123456.appspot.com',
      },
      repair: { tool: 'gcloud', does: ['gcloud artifacts docker upgrade migrate'] },
      says: ['gcr.io/total-mayhem-123456/api', 'artifacts.total-mayhem-123456.appspot.com'],
    },
  },
]);
