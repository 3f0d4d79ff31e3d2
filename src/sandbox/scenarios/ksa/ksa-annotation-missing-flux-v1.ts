import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationMissingFluxV1 = scenario({
  id: 'ksa-annotation-missing-flux-v1',
  title: 'Flux 1: the KSA names no GSA',
  from: 'flux-v1',
  change(world) {
    annotateKsa(world, 'flux', 'flux', null);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-missing',
    blames: { namespace: 'flux', ksa: 'flux' },
    repair: { tool: 'kubectl', does: ['kubectl -n flux annotate serviceaccount flux iam.gke.io/gcp-service-account='] },
    says: ['flux'],
  },
});
