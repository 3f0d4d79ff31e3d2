import { bucket, scenarios } from '../scenario.ts';

export const pullBucketAccessDenied = scenarios([
  {
    id: 'pull-bucket-lists-only',
    title: 'the GSA may list Container Registry’s bucket and read nothing in it; Flux 1 reads every manifest',
    from: 'flux-v1',
    change(world) {
      const stored = bucket(world, 'total-mayhem-123456', 'artifacts.total-mayhem-123456.appspot.com');
      for (const binding of stored.policy.bindings)
        if (binding.role === 'roles/storage.objectViewer') binding.role = 'roles/storage.legacyBucketReader';
    },
    expect: {
      verdict: 'broken',
      code: 'bucket-access-denied',
      blames: {
        identity: 'flux/flux',
        image: 'gcr.io/total-mayhem-123456/api',
        bucket: 'artifacts.total-mayhem-123456.appspot.com',
        permission: 'storage.objects.get',
        as: 'GSA flux-gcp@total-mayhem-123456.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud storage buckets add-iam-policy-binding',
          '--role=roles/storage.objectViewer',
          "--member='serviceAccount:flux-gcp@total-mayhem-123456.iam.gserviceaccount.com'",
        ],
      },
      says: ['artifacts.total-mayhem-123456.appspot.com'],
    },
  },
]);
