import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { account, scenario } from '../scenario.ts';

export const ksaAnnotationMissingNoneBound = scenario({
  id: 'ksa-annotation-missing-none-bound',
  title: 'the KSA names no service account, and no policy names the KSA',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    account(world, 'acme-prod', acme.gsa).policy.bindings = [];
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
