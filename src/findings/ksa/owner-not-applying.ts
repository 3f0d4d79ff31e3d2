import { defineFinding } from '../define.ts';
import { exampleKsa, exampleOwner } from '../examples.ts';
import { makeApply, ownerName } from '../fixes/owner-apply.ts';
import { oneOf, text } from '../schema.ts';
import { ksa, owner } from '../subjects.ts';

export const ownerNotApplying = defineFinding({
  code: 'owner-not-applying',
  link: 'KSA',
  level: 'warn',
  since: '0.1.0',
  args: { ...ksa, owner, cause: oneOf('suspended', 'failing'), message: text },
  summary: ({ namespace, ksa, owner, cause, message }) =>
    `${ownerName(owner)}, which owns KSA ${namespace}/${ksa}, is ${cause}${message === '' ? '' : `: ${message}`}`,
  explanation:
    'What applies the KSA is suspended or fails, so the right annotation may be in Git already and has not reached the cluster. Mend or resume the owner first, and look again. By itself it breaks nothing.',
  sources: ['https://fluxcd.io/flux/components/kustomize/kustomizations/'],
  expected: () => 'an owner that applies',
  actual: ({ cause, message }) => (message === '' ? cause : message),
  fixes: ({ owner, cause, namespace }) => makeApply(owner, cause, namespace),
  example: {
    ...exampleKsa,
    owner: exampleOwner,
    cause: 'failing',
    message: 'kustomize build failed: accumulating resources',
  },
  variants: [{ cause: 'suspended', message: '' }],
});
