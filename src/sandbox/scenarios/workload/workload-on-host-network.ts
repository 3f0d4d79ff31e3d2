import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const workloadOnHostNetwork = scenario({
  id: 'workload-on-host-network',
  title: 'the pods are on the host network, where the node’s account answers',
  from: 'flux-v2',
  change(world) {
    changePods(world, fluxNamespace, acme.controller, (spec) => {
      spec.hostNetwork = true;
    });
  },
  expect: {
    verdict: 'broken',
    code: 'workload-on-host-network',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system patch deployment image-reflector-controller',
        '-p \'{"spec":{"template":{"spec":{"hostNetwork":false,"dnsPolicy":"ClusterFirst"}}}}\'',
      ],
    },
    says: ['image-reflector-controller'],
  },
});
