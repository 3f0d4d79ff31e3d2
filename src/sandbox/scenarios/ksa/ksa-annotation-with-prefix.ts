import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationWithPrefix = scenario({
  id: 'ksa-annotation-with-prefix',
  title: 'the annotation holds a policy’s member',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, `serviceAccount:${acme.gsa}`);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-malformed',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      value: 'serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
  },
});
