import { acme } from '../../worlds/flux-v2.ts';
import { account, scenario } from '../scenario.ts';

export const bindingPoolLostInPasting = scenario({
  id: 'binding-pool-lost-in-pasting',
  title: 'the pool was lost in pasting the member: IAM refused it, and nothing was stored',
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
  },
  expect: {
    verdict: 'broken',
    code: 'binding-missing',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
        '--role=roles/iam.workloadIdentityUser',
        "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
      ],
    },
    says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
  },
});
