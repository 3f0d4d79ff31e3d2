import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleBinding } from '../examples.ts';
import { bind } from '../fixes/binding.ts';
import { projectOfGsa } from '../../chain/gsa-email.ts';
import { inProject } from '../fixes/grant.ts';
import { askAgain, waitForIam } from '../fixes/verify.ts';
import { listOf, nullable, oneOf, text } from '../schema.ts';
import { binding } from '../subjects.ts';
import { listed } from '../wording.ts';

/** What may be behind a refusal, in words. */
const candidates = {
  binding: 'a missing binding',
  'uncertain-grant': 'a grant that may not count (see the binding)',
  'deny-or-boundary': 'a deny policy or a principal access boundary',
  boundary: 'a principal access boundary',
  young: 'a binding younger than a few minutes',
  absent: 'a GSA that does not exist',
  disabled: 'a disabled GSA',
  address: 'an address that Google does not accept',
} as const;
export type RefusalCandidate = keyof typeof candidates;
const candidateKeys = Object.keys(candidates) as RefusalCandidate[];

export const impersonationDenied = defineFinding({
  code: 'impersonation-denied',
  link: 'token',
  level: 'broken',
  failsAt: 'impersonation',
  since: '0.1.0',
  args: { ...binding, message: text, troubleshooter: nullable(text), candidates: listOf(oneOf(...candidateKeys)) },
  summary: ({ namespace, ksa, gsa }) => `Google refuses to let ServiceAccount ${namespace}/${ksa} impersonate ${gsa}`,
  explanation:
    'generateAccessToken refused the KSA, and nothing that could be read explains it. A missing binding at a level that you may not read, a deny policy, a principal access boundary, a binding that is minutes old, or an account that does not exist: all get the same answer. The troubleshooter link in the refusal shows an administrator which of them it is.',
  sources: [
    'https://cloud.google.com/iam/docs/troubleshoot-policies',
    'https://cloud.google.com/iam/docs/access-change-propagation',
  ],
  expected: ({ gsa }) => `iam.serviceAccounts.getAccessToken on ${gsa}`,
  actual: ({ message, candidates }) =>
    candidates.length === 0 ? message : `${message} Candidates: ${listed(inWords(candidates), 8)}`,
  // A binding that was read to be there is not offered again.
  fixes: (args) => [
    ...(mayLackBinding(args.candidates) ? bind(args) : []),
    ...(args.candidates.some((key) => ofAccount.has(key)) ? [describeAccount(args)] : []),
    { ...waitForIam(args.namespace), kind: 'find-out' },
  ],
  example: {
    ...exampleBinding,
    message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
    troubleshooter: null,
    candidates: ['binding', 'deny-or-boundary', 'young'],
  },
  variants: [{ candidates: ['boundary'] }, { candidates: [], troubleshooter: 'https://console.cloud.google.com/x' }],
});

function inWords(keys: readonly RefusalCandidate[]): readonly string[] {
  return keys.map((key) => candidates[key]);
}

/** What the account itself is like, which no binding changes. */
const ofAccount: ReadonlySet<RefusalCandidate> = new Set(['absent', 'disabled', 'address']);

function describeAccount({ gsa, namespace }: { readonly gsa: string; readonly namespace: string }): Fix {
  return {
    kind: 'find-out',
    title: `See whether ${gsa} exists and is enabled`,
    tool: 'gcloud',
    command: sh`gcloud iam service-accounts describe ${gsa}` + inProject(projectOfGsa(gsa)),
    patch: null,
    permission: 'iam.serviceAccounts.get (roles/iam.serviceAccountViewer)',
    takes: '',
    verify: askAgain(namespace),
  };
}

function mayLackBinding(keys: readonly RefusalCandidate[]): boolean {
  return keys.length === 0 || keys.includes('binding') || keys.includes('uncertain-grant');
}
