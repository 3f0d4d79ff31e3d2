import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationMissingObject = scenario({
  id: 'ksa-annotation-missing-object',
  title: 'the tenant’s KSA names no GSA',
  from: 'flux-v2-object',
  change(world) {
    annotateKsa(world, 'team-a', 'registry-reader', null);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-missing',
    blames: { identity: 'team-a/registry-reader@object', namespace: 'team-a', ksa: 'registry-reader' },
    repair: {
      tool: 'kubectl',
      does: ['kubectl -n team-a annotate serviceaccount registry-reader iam.gke.io/gcp-service-account='],
    },
    says: ['registry-reader'],
  },
});
