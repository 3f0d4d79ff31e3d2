import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationWithLineBreak = scenario({
  id: 'ksa-annotation-with-line-break',
  title: 'the value ends in a line break',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, `${acme.gsa}\n`);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-malformed',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      value: 'image-reflector@acme-prod.iam.gserviceaccount.com\n',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['a line break', 'image-reflector-controller'],
  },
});
