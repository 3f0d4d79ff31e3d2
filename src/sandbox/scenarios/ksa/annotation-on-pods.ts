import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotateKsa } from '../annotations.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const annotationOnPods = scenario({
  id: 'annotation-on-pods',
  title: 'the annotation is on the pod template',
  cases: ['B23'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    const template = specOf(object(world, 'Deployment', fluxNamespace, acme.controller))['template'] as {
      metadata: object;
    };
    Object.assign(template.metadata, { annotations: { [gsaAnnotation]: acme.gsa } });
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-misspelled' },
});
