import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationWithLineBreak = scenario({
  id: 'ksa-annotation-with-line-break',
  title: 'the value ends in a line break',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, `${acme.gsa}\n`);
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-malformed' },
});
