import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const podsRunAsEarlierKsa = scenario({
  id: 'pods-run-as-earlier-ksa',
  title: 'the template names the annotated KSA by now; the pods of before run as default still',
  from: 'flux-v2',
  change(world) {
    const asDefault = { serviceAccountName: 'default', serviceAccount: 'default' };
    changePods(world, fluxNamespace, acme.controller, (spec) => Object.assign(spec, asDefault), ['running']);
  },
  expect: {
    verdict: 'broken',
    code: 'workload-uses-other-ksa',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      runsAs: 'default',
      annotated: 'image-reflector-controller',
      by: 'earlier-pods',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: { tool: 'kubectl', does: ['kubectl -n flux-system rollout restart deployment image-reflector-controller'] },
    says: ['image-reflector-controller', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
  },
});
