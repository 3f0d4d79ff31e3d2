import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { serviceAccountObject } from '../../worlds/workload-objects.ts';
import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const workloadUsesGeneratedKsa = scenario({
  id: 'workload-uses-generated-ksa',
  title: 'the controller runs as a KSA whose name was made for it; the one of the guide is annotated',
  cases: ['B11'],
  from: 'flux-v2',
  change(world) {
    const generated = 'image-reflector-controller-7c9e1d';
    world.cluster.objects.push(serviceAccountObject(fluxNamespace, generated));
    changePods(world, fluxNamespace, acme.controller, (spec) => {
      spec.serviceAccountName = generated;
      spec.serviceAccount = generated;
    });
  },
  expect: {
    verdict: 'broken',
    code: 'workload-uses-other-ksa',
    blames: {
      identity: 'flux-system/image-reflector-controller-7c9e1d',
      namespace: 'flux-system',
      workload: 'image-reflector-controller',
      runsAs: 'image-reflector-controller-7c9e1d',
      annotated: 'image-reflector-controller',
      by: 'template',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system patch deployment image-reflector-controller',
        '-p \'{"spec":{"template":{"spec":{"serviceAccountName":"image-reflector-controller"}}}}\'',
      ],
    },
    says: ['image-reflector-controller', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
  },
});
