import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { addProgram } from './other-program.ts';
import { scenario } from '../scenario.ts';

export const otherKsaScaledToZero = scenario({
  id: 'other-ksa-scaled-to-zero',
  title: 'the controller’s KSA is bare; the annotated one beside it belongs to a StatefulSet that is scaled to zero',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    addProgram(world, 'image-cache', { kind: 'StatefulSet' });
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-missing',
    blames: { namespace: 'flux-system', ksa: 'image-reflector-controller' },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['image-reflector-controller'],
  },
});
