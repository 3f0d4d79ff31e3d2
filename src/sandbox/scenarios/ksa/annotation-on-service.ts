import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const annotationOnService = scenario({
  id: 'annotation-on-service',
  title: 'the annotation is on the Service, which was read for the service account',
  cases: ['B23'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: acme.controller, namespace: fluxNamespace },
      spec: { selector: { app: acme.controller }, ports: [{ port: 80, targetPort: 8080 }] },
    };
    annotate(service, gsaAnnotation, acme.gsa);
    world.cluster.objects.push(service);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-missing',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'elsewhere.0.kind': 'Service',
      'elsewhere.0.namespace': 'flux-system',
      'elsewhere.0.name': 'image-reflector-controller',
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
