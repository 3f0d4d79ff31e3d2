import { defineFinding } from '../define.ts';
import { exampleBinding } from '../examples.ts';
import { bind } from '../fixes/binding.ts';
import { waitForIam } from '../fixes/verify.ts';
import { listOf, nullable, text } from '../schema.ts';
import { binding } from '../subjects.ts';
import { listed } from '../wording.ts';

export const impersonationDenied = defineFinding({
  code: 'impersonation-denied',
  link: 'token',
  level: 'broken',
  failsAt: 'impersonation',
  since: '0.1.0',
  args: { ...binding, message: text, troubleshooter: nullable(text), candidates: listOf(text) },
  summary: ({ namespace, ksa, gsa }) => `Google refuses to let ServiceAccount ${namespace}/${ksa} impersonate ${gsa}`,
  explanation:
    'generateAccessToken refused the KSA, and nothing that could be read explains it. A missing binding at a level that you may not read, a deny policy, a principal access boundary, a binding that is minutes old, or an account that does not exist: all get the same answer. The troubleshooter link in the refusal shows an administrator which of them it is.',
  sources: [
    'https://cloud.google.com/iam/docs/troubleshoot-policies',
    'https://cloud.google.com/iam/docs/access-change-propagation',
  ],
  expected: ({ gsa }) => `iam.serviceAccounts.getAccessToken on ${gsa}`,
  actual: ({ message, candidates }) =>
    candidates.length === 0 ? message : `${message} Candidates: ${listed(candidates, 8)}`,
  // A binding that was read to be there is not offered again.
  fixes: (args) => [
    ...(args.candidates.length === 0 || args.candidates.includes('a missing binding') ? bind(args) : []),
    { ...waitForIam(args.namespace), kind: 'find-out' },
  ],
  example: {
    ...exampleBinding,
    message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
    troubleshooter: null,
    candidates: [
      'a missing binding',
      'a deny policy or a principal access boundary',
      'a binding younger than a few minutes',
    ],
  },
  variants: [
    { candidates: ['a principal access boundary'] },
    { candidates: [], troubleshooter: 'https://console.cloud.google.com/x' },
  ],
});
