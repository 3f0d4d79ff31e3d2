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
  summary: ({ namespace, ksa, owner, cause }) =>
    `${ownerName(owner)}, which applies ServiceAccount ${namespace}/${ksa}, is ${cause}`,
  explanation:
    'The owner of the KSA is suspended or failing, so the right annotation may be in Git already without having reached the cluster. Repair or resume the owner first, and check again. By itself this breaks nothing.',
  sources: ['https://fluxcd.io/flux/components/kustomize/kustomizations/'],
  expected: () => 'applying',
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
