import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationMalformedObject = scenario({
  id: 'ksa-annotation-malformed-object',
  title: 'the tenant’s KSA names its GSA by the short name',
  from: 'flux-v2-object',
  change(world) {
    annotateKsa(world, 'team-a', 'registry-reader', 'team-a-registry');
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-malformed',
    blames: {
      identity: 'team-a/registry-reader@object',
      namespace: 'team-a',
      ksa: 'registry-reader',
      value: 'team-a-registry',
    },
    repair: {
      tool: 'kubectl',
      does: ['kubectl -n team-a annotate serviceaccount registry-reader iam.gke.io/gcp-service-account='],
    },
    says: ['team-a-registry', 'registry-reader'],
  },
});
