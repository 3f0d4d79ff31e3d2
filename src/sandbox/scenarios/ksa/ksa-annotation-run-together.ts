import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const ksaAnnotationRunTogether = scenario({
  id: 'ksa-annotation-run-together',
  title: 'key and value stand in the value of another key, as when = is written for a colon',
  cases: ['B17'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotate(
      object(world, 'ServiceAccount', fluxNamespace, acme.controller),
      'annotation',
      `iam.gke.io/gcp-service-account=${acme.gsa}`,
    );
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-misspelled',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      'found.kind': 'ServiceAccount',
      'found.namespace': 'flux-system',
      'found.name': 'image-reflector-controller',
      'found.at': 'annotation',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['annotation', 'image-reflector-controller'],
  },
});
