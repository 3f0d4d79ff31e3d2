import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { object, scenario } from '../scenario.ts';

export const gsaMisspelled = scenario({
  id: 'gsa-misspelled',
  title: 'the annotation names the GSA with one letter wrong',
  from: 'flux-v2',
  change(world) {
    object(world, 'ServiceAccount', fluxNamespace, acme.controller).metadata.annotations = {
      [gsaAnnotation]: 'image-reflectar@acme-prod.iam.gserviceaccount.com',
    };
  },
  expect: {
    verdict: 'broken',
    code: 'gsa-misspelled',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflectar@acme-prod.iam.gserviceaccount.com',
      near: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflectar@acme-prod.iam.gserviceaccount.com'],
  },
});
