import { defineFinding } from '../define.ts';
import { exampleBinding } from '../examples.ts';
import { bind, ksaMember } from '../fixes/binding.ts';
import { boolean } from '../schema.ts';
import { binding } from '../subjects.ts';

export const bindingMissing = defineFinding({
  code: 'binding-missing',
  link: 'binding',
  level: 'broken',
  failsAt: 'impersonation',
  since: '0.1.0',
  args: { ...binding, poolLostInPasting: boolean },
  summary: ({ namespace, ksa, gsa }) =>
    `No IAM binding allows ServiceAccount ${namespace}/${ksa} to impersonate ${gsa}`,
  explanation:
    'No policy that was read grants this KSA a role with iam.serviceAccounts.getAccessToken on the Google service account: not on the account itself, and not on its project. The annotation alone grants nothing, and owner or editor do not contain the permission. IAM refuses to store a member for a pool that does not exist, or without a pool, so a paste that lost the pool leaves nothing behind.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://cloud.google.com/iam/docs/principal-identifiers',
  ],
  expected: (args) => ksaMember(args),
  actual: ({ poolLostInPasting }) =>
    poolLostInPasting ? 'no member; one without a pool, serviceAccount:[…], is not stored by IAM' : 'no such member',
  fixes: bind,
  example: { ...exampleBinding, poolLostInPasting: false },
});
