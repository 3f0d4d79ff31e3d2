import { scenario } from '../scenario.ts';
import { withBucket } from './with-bucket.ts';

export const bucketNotDescribed = scenario({
  id: 'bucket-not-described',
  title: 'a Bucket’s identity may read its objects, and not ask whether it is there',
  from: 'many',
  change(world) {
    withBucket(world, ['roles/storage.objectViewer']);
  },
  expect: {
    verdict: 'broken',
    code: 'bucket-access-denied',
    blames: {
      identity: 'flux-system/source-controller',
      image: 'gs://acme-prod-manifests',
      bucket: 'acme-prod-manifests',
      permission: 'storage.buckets.get',
      as: 'GSA source-controller@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud storage buckets add-iam-policy-binding',
        'gs://acme-prod-manifests',
        '--role=roles/storage.legacyBucketReader',
        "--member='serviceAccount:source-controller@acme-prod.iam.gserviceaccount.com'",
      ],
    },
    says: ['acme-prod-manifests', 'storage.buckets.get'],
  },
});
