import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation, serviceAccountObject } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotatedInOtherNamespace = scenario({
  id: 'ksa-annotated-in-other-namespace',
  title: 'the annotated KSA was created in namespace default; the controller runs in flux-system',
  cases: ['B19'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    const misplaced = serviceAccountObject('default', acme.controller);
    annotate(misplaced, gsaAnnotation, acme.gsa);
    world.cluster.objects.push(misplaced);
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-missing' },
});
