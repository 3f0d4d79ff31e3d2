import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const annotationOnNamespace = scenario({
  id: 'annotation-on-namespace',
  title: 'the annotation is on the namespace',
  cases: ['B23'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotate(object(world, 'Namespace', null, fluxNamespace), gsaAnnotation, acme.gsa);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-missing',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'elsewhere.0.kind': 'Namespace',
      'elsewhere.0.namespace': '',
      'elsewhere.0.name': 'flux-system',
      'elsewhere.0.at': 'metadata.annotations["iam.gke.io/gcp-service-account"]',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
  },
});
