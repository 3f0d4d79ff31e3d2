import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const ksaAnnotationOfAws = scenario({
  id: 'ksa-annotation-of-aws',
  title: 'the GSA stands under the key that EKS has for this',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotate(
      object(world, 'ServiceAccount', fluxNamespace, acme.controller),
      'eks.amazonaws.com/service-account',
      acme.gsa,
    );
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-misspelled',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      'found.kind': 'ServiceAccount',
      'found.namespace': 'flux-system',
      'found.name': 'image-reflector-controller',
      'found.at': 'eks.amazonaws.com/service-account',
      likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['eks.amazonaws.com/service-account', 'image-reflector-controller'],
  },
});
