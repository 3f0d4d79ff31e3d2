import { scenarios, takeMinting } from '../scenario.ts';
import { gcrBucketInOrder } from './healthy.ts';

export const registryKubernetesPermissionMissing = scenarios([
  {
    id: 'gcr-bucket-unproved',
    title: 'gcr.io is a bucket still, and the operator may prove nothing: a repository that is absent breaks nothing',
    from: 'flux-v2-gcr',
    change(world) {
      gcrBucketInOrder(world);
      takeMinting(world);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'kubernetes-permission-missing',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        verb: 'create',
        resource: 'serviceaccounts/token',
        namespace: 'flux-system',
        name: 'image-reflector-controller',
      },
      repair: { tool: 'kubectl', does: ['kubectl create role flux-wi-create-serviceaccounts-token -n flux-system'] },
      says: ['image-reflector-controller', 'create'],
    },
  },
]);
