import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario } from '../scenario.ts';

export const workloadTokenNotMounted = scenario({
  id: 'workload-token-not-mounted',
  title: 'the KSA has automountServiceAccountToken off, which a Terraform module sets',
  from: 'flux-v2',
  change(world) {
    object(world, 'ServiceAccount', fluxNamespace, acme.controller)['automountServiceAccountToken'] = false;
  },
  expect: {
    verdict: 'broken',
    code: 'workload-not-running',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      cause: 'crash',
    },
    repair: { tool: 'kubectl', does: ['kubectl -n flux-system logs deployment/image-reflector-controller'] },
    says: ['image-reflector-controller'],
  },
});
