import { acme } from '../../worlds/flux-v2.ts';
import { account, scenario, takeMinting } from '../scenario.ts';

export const bindingMissingUnproved = scenario({
  id: 'binding-missing-unproved',
  title: 'nobody bound the KSA, and the operator may read all policies but mint no token',
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    takeMinting(world);
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
