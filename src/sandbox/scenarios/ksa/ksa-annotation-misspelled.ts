import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const ksaAnnotationMisspelled = scenario({
  id: 'ksa-annotation-misspelled',
  title: 'the annotation’s key is one letter short',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotate(
      object(world, 'ServiceAccount', fluxNamespace, acme.controller),
      'iam.gke.io/gcp-service-acount',
      acme.gsa,
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
      'found.at': 'iam.gke.io/gcp-service-acount',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['iam.gke.io/gcp-service-acount', 'image-reflector-controller'],
  },
});
