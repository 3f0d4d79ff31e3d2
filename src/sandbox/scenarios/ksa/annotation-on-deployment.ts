import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const annotationOnDeployment = scenario({
  id: 'annotation-on-deployment',
  title: 'the annotation is on the Deployment',
  cases: ['B23'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotate(object(world, 'Deployment', fluxNamespace, acme.controller), gsaAnnotation, acme.gsa);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-misspelled',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      'found.kind': 'Deployment',
      'found.namespace': 'flux-system',
      'found.name': 'image-reflector-controller',
      'found.at': 'metadata.annotations["iam.gke.io/gcp-service-account"]',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['metadata.annotations["iam.gke.io/gcp-service-account"]', 'image-reflector-controller'],
  },
});
