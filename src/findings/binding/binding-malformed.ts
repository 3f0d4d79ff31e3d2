import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { rebind } from '../fixes/binding.ts';
import { text } from '../schema.ts';
import { binding, grant } from '../subjects.ts';

export const bindingMalformed = defineFinding({
  code: 'binding-malformed',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant, should: text, problem: text },
  summary: ({ gsa, problem }) => `A member of the binding on ${gsa} matches no ServiceAccount: ${problem}`,
  explanation:
    'The member in the policy is not the name of a KSA: brackets were copied from a guide, it contains blanks or quotes, or a part is missing. A principal:// has the number of the project before its pool, and the id of the project in the name of the pool; a principalSet:// names many identities. IAM stores it, and it never matches. Quote the member in a shell, because brackets are patterns there.',
  sources: [
    'https://cloud.google.com/iam/docs/principal-identifiers',
    'https://github.com/velero-io/velero-plugin-for-gcp/issues/49',
  ],
  expected: ({ should }) => should,
  actual: ({ found }) => found.member,
  fixes: rebind,
  example: {
    ...exampleBinding,
    should: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
    found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[[flux-system]/[image-reflector-controller]]' },
    problem: 'brackets within the brackets',
  },
});
