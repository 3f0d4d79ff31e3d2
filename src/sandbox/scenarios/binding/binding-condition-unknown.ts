import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingConditionUnknown = scenario({
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
  expect: { verdict: 'broken', code: 'impersonation-denied' },
});
