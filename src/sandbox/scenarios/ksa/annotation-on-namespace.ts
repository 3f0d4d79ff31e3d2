import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const annotationOnNamespace = scenario({
  id: 'annotation-on-namespace',
  title: 'the annotation is on the namespace',
  cases: ['B23'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotate(object(world, 'Namespace', null, fluxNamespace), gsaAnnotation, acme.gsa);
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-missing' },
});
