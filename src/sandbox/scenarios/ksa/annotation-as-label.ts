import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const annotationAsLabel = scenario({
  id: 'annotation-as-label',
  title: 'the GSA’s name stands in a label of the KSA',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    const { metadata } = object(world, 'ServiceAccount', fluxNamespace, acme.controller);
    metadata.labels = { ...metadata.labels, [gsaAnnotation]: 'image-reflector' };
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
      'found.at': 'metadata.labels["iam.gke.io/gcp-service-account"]',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
      ],
    },
    says: ['metadata.labels["iam.gke.io/gcp-service-account"]', 'image-reflector-controller'],
  },
});
