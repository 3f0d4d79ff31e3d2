import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const workloadUsesOtherKsa = scenario({
  id: 'workload-uses-other-ksa',
  title: 'the annotation is on the KSA default, as before Flux 0.7; the controller runs as its own',
  cases: ['B01', 'B13'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotateKsa(world, fluxNamespace, 'default', acme.gsa);
  },
  expect: {
    verdict: 'broken',
    code: 'workload-uses-other-ksa',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      runsAs: 'image-reflector-controller',
      annotated: 'default',
      by: 'template',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['default', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
  },
});
