import { defineFinding } from '../define.ts';
import { exampleBinding, onGsa } from '../examples.ts';
import { becomeRole, rebind } from '../fixes/binding.ts';
import { binding, grant } from '../subjects.ts';

export const bindingWrongRole = defineFinding({
  code: 'binding-wrong-role',
  link: 'binding',
  level: 'broken',
  since: '0.1.0',
  args: { ...binding, found: grant },
  summary: ({ namespace, ksa, found }) =>
    `KSA ${namespace}/${ksa} has ${found.role}, which does not let it become the account`,
  explanation:
    'The member is right, and its role holds no iam.serviceAccounts.getAccessToken. Among the predefined roles only Workload Identity User and Service Account Token Creator hold it; Service Account User, Service Account Admin, owner and editor do not. A custom role with the permission would do.',
  sources: ['https://cloud.google.com/iam/docs/service-account-permissions'],
  expected: () => becomeRole,
  actual: ({ found }) => found.role,
  fixes: rebind,
  example: {
    ...exampleBinding,
    found: {
      member: 'serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]',
      role: 'roles/iam.serviceAccountUser',
      resource: onGsa.resource,
    },
  },
});
