import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationInBrackets = scenario({
  id: 'ksa-annotation-in-brackets',
  title: 'the brackets of the guide’s placeholders were left in',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, '[image-reflector]@[acme-prod].iam.gserviceaccount.com');
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-malformed',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      value: '[image-reflector]@[acme-prod].iam.gserviceaccount.com',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['[image-reflector]@[acme-prod].iam.gserviceaccount.com', 'image-reflector-controller'],
  },
});
