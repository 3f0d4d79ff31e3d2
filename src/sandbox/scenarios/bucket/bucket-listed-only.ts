import { scenario } from '../scenario.ts';
import { withBucket } from './with-bucket.ts';

export const bucketListedOnly = scenario({
  id: 'bucket-listed-only',
  title: 'a Bucket’s identity may list its objects, and read none',
  from: 'many',
  change(world) {
    withBucket(world, ['roles/storage.legacyBucketReader']);
  },
  expect: {
    verdict: 'broken',
    code: 'bucket-access-denied',
    blames: {
      identity: 'flux-system/source-controller',
      image: 'gs://acme-prod-manifests',
      bucket: 'acme-prod-manifests',
      permission: 'storage.objects.get',
      as: 'GSA source-controller@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud storage buckets add-iam-policy-binding',
        'gs://acme-prod-manifests',
        '--role=roles/storage.objectViewer',
        "--member='serviceAccount:source-controller@acme-prod.iam.gserviceaccount.com'",
      ],
    },
    says: ['acme-prod-manifests', 'storage.objects.get'],
  },
});
