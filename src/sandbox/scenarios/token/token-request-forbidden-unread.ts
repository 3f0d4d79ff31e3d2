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
  expect: {
    verdict: 'broken',
    code: 'token-request-forbidden',
    blames: {
      identity: 'team-a/registry-reader@object',
      target: 'europe-west1-docker.pkg.dev/acme-prod/team-a/api',
      namespace: 'team-a',
      ksa: 'registry-reader',
      how: 'other',
    },
    repair: { tool: 'kubectl', does: ['kubectl create role flux-wi-token-registry-reader -n team-a'] },
    says: ['registry-reader'],
  },
});
