import { acme } from '../../worlds/flux-v2.ts';
import { organization } from '../../worlds/google-project.ts';
import { account, scenarios, takeReadings } from '../scenario.ts';
import { denyBecoming, grantOnGsa, poolPrincipal } from './policy.ts';

const expected = {
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
} as const;

export const bindingImpersonationDenied = scenarios([
  {
    id: 'binding-condition-unknown',
    title: 'the binding’s condition asks for an attribute that only Google sees, and Google refuses',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        condition: {
          title: 'trusted',
          expression: '"accessPolicies/1/accessLevels/trusted" in request.auth.access_levels',
        },
      });
    },
    expect: { ...expected, unknowns: ['binding-uncertain'] },
  },
  {
    id: 'binding-missing-unread',
    title: 'nobody bound the KSA, and the operator may read no policy',
    from: 'flux-v2',
    change(world) {
      account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
      takeReadings(world);
    },
    expect: expected,
  },
  {
    id: 'impersonation-denied',
    title: 'the policy reads right; a deny rule above it, which the operator may not read, forbids it',
    from: 'flux-v2',
    change(world) {
      const above = world.google.organizations[organization];
      if (above === undefined) throw new Error('no organisation');
      above.policy.bindings = [];
      above.deny.push(denyBecoming('no-impersonation', poolPrincipal('*')));
    },
    expect: { ...expected, repair: { tool: 'flux-wi', does: ['flux-wi doctor -n flux-system --wait 20m'] } },
  },
]);
