/** The binding that lets a KSA become a GSA. */

import type { Binding, Grant } from '../subjects.ts';
import { ksaMember as memberOfKsa } from '../../chain/iam/principal.ts';
import { inOrder } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { grantInTerraform } from './by-terraform.ts';
import { addGrant, onProject, projectOfGsa, removeGrant, whereIs } from './grant.ts';
import { askAgain, propagation } from './verify.ts';

export const becomeRole = 'roles/iam.workloadIdentityUser';

/** The KSA as the GSA's policy names it. */
export function ksaMember({ pool, namespace, ksa }: Pick<Binding, 'pool' | 'namespace' | 'ksa'>): string {
  return memberOfKsa(pool, namespace, ksa);
}

export function bind(binding: Binding): Fix[] {
  const { gsa, namespace, ksa } = binding;
  const where = whereIs(gsa) ?? onProject(projectOfGsa(gsa) ?? gsa);
  const member = ksaMember(binding);
  const title = `Allow ServiceAccount ${namespace}/${ksa} to impersonate ${gsa}`;
  return [
    addGrant(where, becomeRole, member, askAgain(namespace), title),
    grantInTerraform({
      title: `${title} in Terraform`,
      type: 'google_service_account_iam_member',
      name: `${namespace}_${ksa}`,
      body: {
        service_account_id: `projects/${projectOfGsa(gsa) ?? '-'}/serviceAccounts/${gsa}`,
        role: becomeRole,
        member,
      },
      permission: where.permission,
      takes: propagation,
      verify: askAgain(namespace),
    }),
  ];
}

/** The right one first: a grant too many breaks nothing meanwhile. */
export function rebind(args: Binding & { readonly found: Grant }): Fix[] {
  return [...bind(args), ...removeGrant(args.found, askAgain(args.namespace))];
}

/** Fixes that do nothing without a binding: what is done now makes it too, in the same paste. */
export function withBinding(fixes: readonly Fix[], unbound: Binding | null): Fix[] {
  if (unbound === null) return [...fixes];
  const [now, ...others] = bind(unbound);
  if (now === undefined) return [...fixes];
  const both = fixes.map((fix): Fix =>
    fix.kind === 'now'
      ? {
          ...fix,
          title: `${fix.title}; and allow the ServiceAccount to impersonate it`,
          command: inOrder(fix.command, now.command),
          permission: `${fix.permission}; ${now.permission}`,
          takes: now.takes,
          rights: [...(fix.rights ?? []), ...(now.rights ?? [])],
        }
      : fix,
  );
  return [...both, ...others];
}
