import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotateKsa } from '../annotations.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const annotationOnPods = scenario({
  id: 'annotation-on-pods',
  title: 'the annotation is on the pod template',
  cases: ['B23'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    const template = specOf(object(world, 'Deployment', fluxNamespace, acme.controller))['template'] as {
      metadata: object;
    };
    Object.assign(template.metadata, { annotations: { [gsaAnnotation]: acme.gsa } });
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-misspelled',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      'found.kind': 'pod template',
      'found.namespace': 'flux-system',
      'found.name': 'image-reflector-controller',
      'found.at': 'spec.template.metadata.annotations["iam.gke.io/gcp-service-account"]',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['spec.template.metadata.annotations["iam.gke.io/gcp-service-account"]', 'image-reflector-controller'],
  },
});
