import { inOrder, sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleBinding } from '../examples.ts';
import { askAgain, propagation } from '../fixes/verify.ts';
import { boolean, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { binding } from '../subjects.ts';

const args = {
  ...binding,
  policy: text,
  resource: text,
  principal: text,
  /** False: whether its rule matches depends on tags, or on a set that is not shown. */
  certain: boolean,
};
type Args = ArgsOf<typeof args>;

export const bindingDenied = defineFinding({
  code: 'binding-denied',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ namespace, ksa, gsa, policy, certain }) =>
    `Deny policy ${policyId(policy)} ${certain ? 'forbids' : 'may forbid'} ServiceAccount ${namespace}/${ksa} to impersonate ${gsa}`,
  explanation:
    'A deny policy on the project, a folder or the organization overrides every grant, so another binding does not help. The refusal reads the same as for a missing grant. The owner of the policy can add an exception for the principal.',
  sources: ['https://cloud.google.com/iam/docs/deny-overview'],
  expected: () => 'no deny rule for iam.googleapis.com/serviceAccounts.getAccessToken that matches this principal',
  actual: ({ policy, resource, principal }) => `${policy} on ${resource} denies ${principal}`,
  fixes: exceptFromDeny,
  example: {
    ...exampleBinding,
    policy: 'policies/cloudresourcemanager.googleapis.com%2Fprojects%2F123456789012/denypolicies/no-impersonation',
    resource: 'projects/123456789012',
    principal: 'principalSet://goog/public:all',
    certain: true,
  },
  variants: [{ policy: 'no-impersonation' }],
});

function policyId(policy: string): string {
  return policy.split('/').at(-1) ?? policy;
}

function exceptFromDeny({ policy, resource, namespace, principal }: Args): Fix[] {
  const [, encoded] = /^policies\/([^/]+)\/denypolicies\//.exec(policy) ?? [];
  const point =
    encoded === undefined ? `cloudresourcemanager.googleapis.com/${resource}` : encoded.replaceAll('%2F', '/');
  const which = sh`${policyId(policy)} --attachment-point=${point} --kind=denypolicies`;
  return [
    {
      kind: 'ask-first',
      title: `Add the ServiceAccount to exceptionPrincipals of the rule that denies ${principal}`,
      tool: 'gcloud',
      command: inOrder(
        `gcloud iam policies get ${which} --format=json > deny-policy.json`,
        '"${EDITOR:-vi}" deny-policy.json',
        `gcloud iam policies update ${which} --policy-file=deny-policy.json`,
      ),
      patch: null,
      permission: 'iam.denypolicies.get and .update where the policy is attached (roles/iam.denyAdmin)',
      takes: propagation,
      verify: askAgain(namespace),
    },
  ];
}
