import { takeCluster } from './rights.ts';
import { scenario, takeReadings } from '../scenario.ts';

export const callerReadsNothing = scenario({
  id: 'caller-reads-nothing',
  title: 'the caller is known, and may do nothing in the cluster nor at Google',
  from: 'flux-v2',
  change(world) {
    takeCluster(world);
    takeReadings(world);
  },
  expect: {
    verdict: 'inconclusive',
    code: 'kubernetes-permission-missing',
    blames: { verb: 'list', resource: 'deployments' },
    repair: { tool: 'kubectl', does: ['kubectl create clusterrole flux-wi-list-deployments'] },
    says: ['list', 'deployments'],
  },
});
