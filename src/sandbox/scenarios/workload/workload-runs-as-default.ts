import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const workloadRunsAsDefault = scenario({
  id: 'workload-runs-as-default',
  title: 'the pod template names no KSA, so that the pods run as default; the annotated one is used by nobody',
  cases: ['B09'],
  from: 'flux-v2',
  change(world) {
    changePods(world, fluxNamespace, acme.controller, (spec) => {
      spec.serviceAccountName = 'default';
      spec.serviceAccount = 'default';
    });
  },
  expect: {
    verdict: 'broken',
    code: 'workload-uses-other-ksa',
    blames: {
      identity: 'flux-system/default',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      runsAs: 'default',
      annotated: 'image-reflector-controller',
      by: 'template',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system patch deployment image-reflector-controller',
        '-p \'{"spec":{"template":{"spec":{"serviceAccountName":"image-reflector-controller"}}}}\'',
      ],
    },
    says: ['image-reflector-controller', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
  },
});
