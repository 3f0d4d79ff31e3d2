import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const otherKsaMeantForScanner = scenario({
  id: 'other-ksa-meant-for-scanner',
  title: 'the annotation is on the KSA of another controller of Flux; the GSA’s own policy names the one that scans',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotateKsa(world, fluxNamespace, 'kustomize-controller', acme.gsa);
  },
  expect: {
    verdict: 'broken',
    code: 'workload-uses-other-ksa',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      runsAs: 'image-reflector-controller',
      annotated: 'kustomize-controller',
      by: 'template',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['kustomize-controller', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
  },
});
