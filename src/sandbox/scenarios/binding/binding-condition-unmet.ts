import { scenario } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

export const bindingConditionUnmet = scenario({
  id: 'binding-condition-unmet',
  title: 'the binding had an end, and it is past',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, {
      condition: { title: 'until-new-year', expression: 'request.time < timestamp("2026-01-01T00:00:00Z")' },
    });
  },
  expect: { verdict: 'broken', code: 'binding-condition-unmet' },
});
