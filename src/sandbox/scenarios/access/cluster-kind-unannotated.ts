import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';
import { kind, moveTo } from './outside-gke.ts';

export const clusterKindUnannotated = scenario({
  id: 'cluster-kind-unannotated',
  title: 'a kind cluster whose KSA has no annotation, which would do nothing there',
  from: 'flux-v2',
  change(world) {
    moveTo(world, kind);
    annotateKsa(world, fluxNamespace, acme.controller, null);
  },
  expect: {
    verdict: 'inconclusive',
    code: 'cluster-not-gke',
    blames: { identity: 'flux-system/image-reflector-controller', context: 'kind-dev' },
    repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
    says: ['kind-dev'],
  },
});
