import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const ksaAnnotationInBrackets = scenario({
  id: 'ksa-annotation-in-brackets',
  title: 'the brackets of the guide’s placeholders were left in',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, '[image-reflector]@[acme-prod].iam.gserviceaccount.com');
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-malformed' },
});
