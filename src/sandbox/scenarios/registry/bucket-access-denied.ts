import { bucket, scenarios } from '../scenario.ts';

const expected = {
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
} as const;

export const registryBucketAccessDenied = scenarios([
  {
    id: 'bucket-access-denied',
    title: 'the GSA has no role on Container Registry’s bucket',
    from: 'flux-v1',
    change(world) {
      const stored = bucket(world, 'total-mayhem-123456', 'artifacts.total-mayhem-123456.appspot.com');
      stored.policy.bindings = stored.policy.bindings.filter(({ role }) => role !== 'roles/storage.objectViewer');
    },
    expect: expected,
  },
  {
    id: 'bucket-not-listable',
    title: 'the GSA’s role on the bucket reads objects and does not list them',
    cases: ['B89'],
    from: 'flux-v1',
    change(world) {
      for (const binding of bucket(world, 'total-mayhem-123456', 'artifacts.total-mayhem-123456.appspot.com').policy
        .bindings)
        if (binding.role === 'roles/storage.objectViewer') binding.role = 'roles/storage.legacyObjectReader';
    },
    expect: expected,
  },
]);
