import { defineFinding } from '../define.ts';
import { exampleBinding } from '../examples.ts';
import { becomeRole, bind, ksaMember } from '../fixes/binding.ts';
import { boolean } from '../schema.ts';
import { binding } from '../subjects.ts';

export const bindingMissing = defineFinding({
  code: 'binding-missing',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, poolLostInPasting: boolean },
  summary: ({ namespace, ksa, gsa, pool }) => `Nothing lets KSA ${namespace}/${ksa} of ${pool} become ${gsa}`,
  explanation:
    'No policy that was read gives this KSA a role with iam.serviceAccounts.getAccessToken on the account: not on the account itself, nor on its project. The annotation alone gives no right, and being owner or editor does not hold the permission. IAM refuses to store a member for a pool that does not exist, or without a pool, so a paste that lost the pool leaves nothing behind.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://cloud.google.com/iam/docs/principal-identifiers',
  ],
  expected: (args) => `${ksaMember(args)} with ${becomeRole} on ${args.gsa}`,
  actual: ({ poolLostInPasting }) =>
    poolLostInPasting
      ? 'no member at all: IAM stores none whose pool was lost in pasting (serviceAccount:[…])'
      : 'no such member',
  fixes: bind,
  example: { ...exampleBinding, poolLostInPasting: false },
});
