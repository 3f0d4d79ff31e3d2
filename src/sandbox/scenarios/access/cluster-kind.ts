import { scenario } from '../scenario.ts';
import { kind, moveTo } from './outside-gke.ts';

export const clusterKind = scenario({
  id: 'cluster-kind',
  title: 'the manifests were applied to a kind cluster, which has no metadata server',
  from: 'flux-v2',
  change(world) {
    moveTo(world, kind);
  },
  expect: {
    verdict: 'inconclusive',
    code: 'cluster-not-gke',
    blames: { identity: 'flux-system/image-reflector-controller', context: 'kind-dev' },
    repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
    says: ['kind-dev'],
  },
});
