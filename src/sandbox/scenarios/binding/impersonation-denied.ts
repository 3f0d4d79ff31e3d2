import { organization } from '../../worlds/google-project.ts';
import { scenario } from '../scenario.ts';
import { denyBecoming, poolPrincipal } from './policy.ts';

export const impersonationDenied = scenario({
  id: 'impersonation-denied',
  title: 'the policy reads right; a deny rule above it, which the operator may not read, forbids it',
  from: 'flux-v2',
  change(world) {
    const above = world.google.organizations[organization];
    if (above === undefined) throw new Error('no organisation');
    above.policy.bindings = [];
    above.deny.push(denyBecoming('no-impersonation', poolPrincipal('*')));
  },
  expect: {
    verdict: 'broken',
    code: 'impersonation-denied',
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
