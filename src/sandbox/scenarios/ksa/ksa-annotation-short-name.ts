import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationShortName = scenario({
  id: 'ksa-annotation-short-name',
  title: 'the annotation holds the short name alone',
  cases: ['B25'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, 'image-reflector');
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-malformed',
    blames: { namespace: 'flux-system', ksa: 'image-reflector-controller', value: 'image-reflector' },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
      ],
    },
    says: ['image-reflector', 'image-reflector-controller'],
  },
});
