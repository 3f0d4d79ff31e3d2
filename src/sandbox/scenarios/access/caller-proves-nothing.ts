import { scenario, takeMinting, takeReadings } from '../scenario.ts';

export const callerProvesNothing = scenario({
  id: 'caller-proves-nothing',
  title: 'the caller may read nothing of Google’s, and mint no token of the KSA',
  from: 'flux-v2',
  change(world) {
    takeReadings(world);
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
    unknowns: ['google-permission-missing'],
  },
});
