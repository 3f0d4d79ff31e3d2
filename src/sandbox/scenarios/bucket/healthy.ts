import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { pullSecret } from '../scan/pull-secret.ts';
import { scenarios } from '../scenario.ts';
import { reader, sourceGsa, withBucket } from './with-bucket.ts';

export const bucketHealthy = scenarios([
  {
    id: 'bucket-by-secret',
    title: 'a Bucket is read with the key in a Secret, which stands before the identity',
    from: 'many',
    change(world) {
      const nodes = 'gke-nodes@acme-prod.iam.gserviceaccount.com';
      const state = withBucket(world, [], { secretRef: { name: 'bucket-key' } });
      for (const role of ['roles/storage.legacyBucketReader', 'roles/storage.objectViewer'])
        state.policy.bindings.push({ role, members: [`serviceAccount:${nodes}`, `serviceAccount:${sourceGsa}`] });
      world.cluster.objects.push(pullSecret(fluxNamespace, 'bucket-key', nodes));
    },
    expect: { verdict: 'healthy', code: null, warns: ['secret-overrides-identity'] },
  },
  {
    id: 'bucket-in-order',
    title: 'a Bucket is read with the same identity as the charts',
    from: 'many',
    change(world) {
      withBucket(world, reader, { prefix: 'apps/' });
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
