import { takeAccessReviews } from '../access/rights.ts';
import { scenario } from '../scenario.ts';
import { tokenRequestForbidden } from './token-request-forbidden.ts';

export const tokenRequestForbiddenUnread = scenario({
  id: 'token-request-forbidden-unread',
  title: 'the controller may not mint tokens; the operator may, and may not ask what the controller may',
  from: 'flux-v2-object',
  change(world) {
    tokenRequestForbidden.change(world);
    takeAccessReviews(world);
  },
  expect: { verdict: 'broken', code: 'token-request-forbidden' },
});
