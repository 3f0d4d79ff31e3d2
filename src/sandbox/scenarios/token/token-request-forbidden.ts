import type { World } from '../../world.ts';
import { takeAccessReviews } from '../access/rights.ts';
import { object, scenarios } from '../scenario.ts';

function tokenRequestForbidden(world: World): void {
  const role = object(world, 'ClusterRole', null, 'crd-controller-flux-system');
  role['rules'] = (role['rules'] as { resources: string[] }[]).filter(
    ({ resources }) => !resources.includes('serviceaccounts/token'),
  );
}

const repair = { tool: 'kubectl', does: ['kubectl create role flux-wi-token-registry-reader -n team-a'] } as const;

export const tokenTokenRequestForbidden = scenarios([
  {
    id: 'token-request-forbidden-unread',
    title: 'the controller may not mint tokens; the operator may, and may not ask what the controller may',
    from: 'flux-v2-object',
    change(world) {
      tokenRequestForbidden(world);
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
      repair,
      says: ['registry-reader'],
    },
  },
  {
    id: 'token-request-forbidden',
    title: 'the controller may not mint tokens, as charts leave it',
    from: 'flux-v2-object',
    change: tokenRequestForbidden,
    expect: {
      verdict: 'broken',
      code: 'token-request-forbidden',
      blames: { identity: 'team-a/registry-reader@object', namespace: 'team-a', ksa: 'registry-reader', how: 'other' },
      repair,
      says: ['registry-reader'],
    },
  },
]);
