import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationProjectNumber = scenario({
  id: 'ksa-annotation-project-number',
  title: 'the project’s number stands for its id',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, `image-reflector@${acme.number}.iam.gserviceaccount.com`);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-malformed',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      value: 'image-reflector@314159265358.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
      ],
    },
    says: ['image-reflector@314159265358.iam.gserviceaccount.com', 'image-reflector-controller'],
  },
});
