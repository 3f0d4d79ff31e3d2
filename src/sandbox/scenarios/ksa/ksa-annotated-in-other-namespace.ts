import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation, serviceAccountObject } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotatedInOtherNamespace = scenario({
  id: 'ksa-annotated-in-other-namespace',
  title: 'the annotated KSA was created in namespace default; the controller runs in flux-system',
  cases: ['B19'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    const misplaced = serviceAccountObject('default', acme.controller);
    annotate(misplaced, gsaAnnotation, acme.gsa);
    world.cluster.objects.push(misplaced);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-missing',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'elsewhere.0.kind': 'ServiceAccount',
      'elsewhere.0.namespace': 'default',
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
