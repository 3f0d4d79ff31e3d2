import { scenarios, takeMinting, takeReadings } from '../scenario.ts';

export const tokenKubernetesPermissionMissing = scenarios([
  {
    id: 'caller-may-not-mint',
    title: 'all reads right, and the operator may mint no token',
    from: 'flux-v2',
    change(world) {
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
  {
    id: 'object-caller-proves-nothing',
    title: 'objects have their own identity; the operator may neither read Google’s policies nor mint tokens',
    from: 'flux-v2-object',
    change(world) {
      takeReadings(world);
      takeMinting(world);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'kubernetes-permission-missing',
      blames: {
        identity: 'team-a/registry-reader@object',
        verb: 'create',
        resource: 'serviceaccounts/token',
        namespace: 'team-a',
        name: 'registry-reader',
      },
      repair: { tool: 'kubectl', does: ['kubectl create role flux-wi-create-serviceaccounts-token -n team-a'] },
      says: ['registry-reader', 'create'],
    },
  },
]);
