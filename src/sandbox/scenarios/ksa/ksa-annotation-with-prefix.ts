import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationWithPrefix = scenario({
  id: 'ksa-annotation-with-prefix',
  title: 'the annotation holds a policy’s member',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, `serviceAccount:${acme.gsa}`);
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-malformed' },
});
