import { project, scenarios } from '../scenario.ts';
import { reader, withBucket } from './with-bucket.ts';

export const bucketPerimeterDenied = scenarios([
  {
    id: 'bucket-behind-perimeter',
    title: 'a perimeter keeps everyone outside from the bucket; Flux is inside',
    from: 'many',
    change(world) {
      withBucket(world, reader);
      project(world, 'acme-prod').perimeter = ['storage.googleapis.com'];
    },
    expect: {
      verdict: 'inconclusive',
      code: 'perimeter-denied',
      blames: {
        identity: 'flux-system/source-controller',
        target: 'gs://acme-prod-manifests',
        host: 'storage.googleapis.com',
        as: 'GSA source-controller@acme-prod.iam.gserviceaccount.com',
      },
      repair: { tool: 'gcloud', does: ['gcloud logging read'] },
      says: ['storage.googleapis.com'],
    },
  },
]);
