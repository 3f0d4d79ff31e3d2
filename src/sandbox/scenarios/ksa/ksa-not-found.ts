import { object, scenario, specOf } from '../scenario.ts';

export const ksaNotFound = scenario({
  id: 'ksa-not-found',
  title: 'the object names a KSA one letter away from the one that is there',
  from: 'flux-v2-object',
  change(world) {
    specOf(object(world, 'ImageRepository', 'team-a', 'api'))['serviceAccountName'] = 'registry-reeder';
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-not-found',
    blames: {
      identity: 'team-a/registry-reeder@object',
      namespace: 'team-a',
      ksa: 'registry-reeder',
      near: 'registry-reader',
    },
    repair: { tool: 'kubectl', does: ['kubectl -n team-a create serviceaccount registry-reeder'] },
    says: ['registry-reader', 'registry-reeder'],
  },
});
