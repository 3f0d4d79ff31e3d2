import { scenario, takeMinting } from '../scenario.ts';

export const callerMayNotMint = scenario({
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
});
