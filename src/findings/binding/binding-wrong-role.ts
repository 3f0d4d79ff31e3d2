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
    `ServiceAccount ${namespace}/${ksa} has ${found.role} on the Google service account, which does not allow impersonation`,
  explanation:
    'The member is right, and its role does not contain iam.serviceAccounts.getAccessToken. Of the predefined roles only Workload Identity User and Service Account Token Creator contain it; Service Account User, Service Account Admin, owner and editor do not. A custom role with the permission also works.',
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
