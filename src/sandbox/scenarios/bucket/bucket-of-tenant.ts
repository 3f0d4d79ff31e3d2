import { fluxBucket } from '../../worlds/flux-objects.ts';
import { scenario } from '../scenario.ts';
import { bucketName, reader, withBucket } from './with-bucket.ts';

export const bucketOfTenant = scenario({
  id: 'bucket-of-tenant',
  title: 'a tenant’s Bucket is read as the KSA that it names, which has no role on it',
  from: 'many',
  change(world) {
    withBucket(world, reader);
    world.cluster.objects.push(
      fluxBucket('team-c', 'manifests', bucketName, { serviceAccountName: 'registry-reader' }),
    );
  },
  expect: {
    verdict: 'broken',
    code: 'bucket-access-denied',
    blames: {
      identity: 'team-c/registry-reader@object',
      image: 'gs://acme-prod-manifests',
      bucket: 'acme-prod-manifests',
      permission: 'storage.buckets.get',
      as: 'GSA team-c-registry@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud storage buckets add-iam-policy-binding',
        'gs://acme-prod-manifests',
        '--role=roles/storage.legacyBucketReader',
        "--member='serviceAccount:team-c-registry@acme-prod.iam.gserviceaccount.com'",
      ],
    },
    says: ['acme-prod-manifests', 'storage.buckets.get'],
  },
});
