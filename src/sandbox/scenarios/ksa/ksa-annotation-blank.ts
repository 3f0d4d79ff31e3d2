import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationBlank = scenario({
  id: 'ksa-annotation-blank',
  title: 'the annotation holds a blank',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, ' ');
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-empty',
    blames: { namespace: 'flux-system', ksa: 'image-reflector-controller', value: ' ' },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
      ],
    },
    says: ['image-reflector-controller'],
  },
});
