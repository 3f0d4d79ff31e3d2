import { onlyIn } from './rights.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { scenario } from '../scenario.ts';

export const callerReadsOneNamespace = scenario({
  id: 'caller-reads-one-namespace',
  title: 'the caller may view Flux’s namespace only, and mint tokens there',
  from: 'flux-v2',
  change(world) {
    onlyIn(world, fluxNamespace);
  },
  expect: {
    verdict: 'inconclusive',
    code: 'kubernetes-permission-missing',
    blames: { verb: 'list', resource: 'deployments' },
    repair: { tool: 'kubectl', does: ['kubectl create clusterrole flux-wi-list-deployments'] },
    says: ['list', 'deployments'],
  },
});
