import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario, takeMinting } from '../scenario.ts';

export const ksaAnnotationMissingUnproved = scenario({
  id: 'ksa-annotation-missing-unproved',
  title: 'the KSA names no GSA, and the caller may mint no token of it',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    takeMinting(world);
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-missing',
    blames: { namespace: 'flux-system', ksa: 'image-reflector-controller' },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
      ],
    },
    says: ['image-reflector-controller'],
  },
});
