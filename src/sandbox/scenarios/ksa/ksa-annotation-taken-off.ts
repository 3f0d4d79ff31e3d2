import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { account, object, scenario } from '../scenario.ts';

export const ksaAnnotationTakenOff = scenario({
  id: 'ksa-annotation-taken-off',
  title: 'the annotation was taken off by hand; what kubectl applied last still has it, and no policy names the KSA',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    account(world, 'acme-prod', acme.gsa).policy.bindings = [];
    const applied = { metadata: { name: acme.controller, annotations: { [gsaAnnotation]: acme.gsa } } };
    annotate(
      object(world, 'ServiceAccount', fluxNamespace, acme.controller),
      'kubectl.kubernetes.io/last-applied-configuration',
      JSON.stringify(applied),
    );
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
