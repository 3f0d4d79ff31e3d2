import { scenario } from '../scenario.ts';
import { grantOnGsa, poolPrincipal } from './policy.ts';

export const bindingPrincipalSubjectForm = scenario({
  id: 'binding-principal-subject-form',
  title: 'the principal has the subject that other clouds’ pools have',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, {
      members: [poolPrincipal('subject/system:serviceaccount:flux-system:image-reflector-controller')],
    });
  },
  expect: { verdict: 'broken', code: 'binding-malformed' },
});
