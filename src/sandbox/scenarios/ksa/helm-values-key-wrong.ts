import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotateKsa } from '../annotations.ts';
import { scenarios } from '../scenario.ts';
import { ownedByHelmRelease } from './helm-release.ts';

export const ksaHelmValuesKeyWrong = scenarios([
  {
    id: 'helm-values-key-wrong',
    title: 'the annotation stands under imageReflectorController; the chart has imageReflectionController',
    cases: ['B29'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      ownedByHelmRelease(world, {
        imageReflectorController: { serviceAccount: { annotations: { [gsaAnnotation]: acme.gsa } } },
      });
    },
    expect: {
      verdict: 'broken',
      code: 'helm-values-key-wrong',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        'place.kind': 'HelmRelease',
        'place.namespace': 'flux-system',
        'place.name': 'flux',
        'place.at': 'imageReflectorController.serviceAccount.annotations',
        expectedKey: 'imageReflectionController.serviceAccount.annotations',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system patch helmrelease flux'] },
      says: ['imageReflectionController.serviceAccount.annotations'],
    },
  },
]);
