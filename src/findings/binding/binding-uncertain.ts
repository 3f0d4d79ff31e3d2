import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { readPolicyOf } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import { oneOf } from '../schema.ts';
import { binding, grant } from '../subjects.ts';

export const bindingUncertain = defineFinding({
  code: 'binding-uncertain',
  link: 'binding',
  level: 'unknown',
  since: '0.1.0',
  args: {
    ...binding,
    found: grant,
    /** Whom the member includes, what the role holds, or whether the condition is true. */
    doubt: oneOf('member', 'role', 'condition'),
  },
  summary: ({ namespace, ksa, found, doubt }) => {
    const told = `${found.role} on ${found.resource}`;
    switch (doubt) {
      case 'member':
        return `${told} is granted to ${found.member}; whether that includes ServiceAccount ${namespace}/${ksa} could not be read`;
      case 'role':
        return `${told} is granted to ServiceAccount ${namespace}/${ksa}; the permissions of that role could not be read`;
      case 'condition':
        return `${told} is granted to ServiceAccount ${namespace}/${ksa} under a condition that only Google can evaluate`;
      default:
        return doubt satisfies never;
    }
  },
  explanation:
    'A policy may allow the KSA to impersonate the GSA, and whether it does cannot be told from what was read: the member is a set whose content is not shown, the role is a custom one that may not be read, or the condition looks at what Google alone sees of a request. A token that is obtained as the KSA settles it: allow flux-wi to create one, or run it in the cluster.',
  sources: ['https://cloud.google.com/iam/docs/conditions-overview'],
  expected: () => 'iam.serviceAccounts.getAccessToken for the KSA',
  actual: ({ found }) => `${found.role} for ${found.member} on ${found.resource}`,
  fixes: ({ found, namespace }) => readPolicyOf(found.resource, askAgain(namespace)),
  example: {
    ...exampleBinding,
    found: { ...onGsa, member: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]' },
    doubt: 'condition',
  },
});
