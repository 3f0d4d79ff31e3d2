import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationWithKey = scenario({
  id: 'ksa-annotation-with-key',
  title: 'the value holds the key once more, as from KEY=VALUE',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, `iam.gke.io/gcp-service-account=${acme.gsa}`);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-malformed',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      value: 'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: [
      'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      'image-reflector-controller',
    ],
  },
});
