import { bucket, scenario } from '../scenario.ts';

export const bucketAccessDenied = scenario({
  id: 'bucket-access-denied',
  title: 'the GSA has no role on Container Registry’s bucket',
  from: 'flux-v1',
  change(world) {
    const stored = bucket(world, 'total-mayhem-123456', 'artifacts.total-mayhem-123456.appspot.com');
    stored.policy.bindings = stored.policy.bindings.filter(({ role }) => role !== 'roles/storage.objectViewer');
  },
  expect: {
    verdict: 'broken',
    code: 'bucket-access-denied',
    blames: {
      identity: 'flux/flux',
      image: 'gcr.io/total-mayhem-123456/api',
      bucket: 'artifacts.total-mayhem-123456.appspot.com',
      permission: 'storage.objects.list',
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
});
