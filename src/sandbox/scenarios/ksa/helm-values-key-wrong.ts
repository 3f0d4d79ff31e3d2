import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { ownedByHelmRelease } from './helm-release.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const helmValuesKeyWrong = scenario({
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
  expect: { verdict: 'broken', code: 'helm-values-key-wrong' },
});
