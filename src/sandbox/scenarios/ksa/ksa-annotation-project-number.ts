import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationProjectNumber = scenario({
  id: 'ksa-annotation-project-number',
  title: 'the project’s number stands for its id',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, `image-reflector@${acme.number}.iam.gserviceaccount.com`);
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-malformed' },
});
