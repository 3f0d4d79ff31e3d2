import { object, scenario } from '../scenario.ts';

export const tokenRequestForbidden = scenario({
  id: 'token-request-forbidden',
  title: 'the controller may not mint tokens, as charts leave it',
  from: 'flux-v2-object',
  change(world) {
    const role = object(world, 'ClusterRole', null, 'crd-controller-flux-system');
    role['rules'] = (role['rules'] as { resources: string[] }[]).filter(
      ({ resources }) => !resources.includes('serviceaccounts/token'),
    );
  },
  expect: {
    verdict: 'broken',
    code: 'token-request-forbidden',
    blames: { identity: 'team-a/registry-reader@object', namespace: 'team-a', ksa: 'registry-reader', how: 'other' },
    repair: { tool: 'kubectl', does: ['kubectl create role flux-wi-token-registry-reader -n team-a'] },
    says: ['registry-reader'],
  },
});
