import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingConditionMet = scenario({
  id: 'binding-condition-met',
  title: 'the binding’s condition is met',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, {
      condition: { title: 'from-2020', expression: 'request.time > timestamp("2020-01-01T00:00:00Z")' },
    });
  },
  expect: { verdict: 'healthy', code: null },
});
