/** The binding that lets a KSA become a GSA. */

import type { Binding, Grant } from '../subjects.ts';
import { projectOfGsa } from '../../chain/gsa-email.ts';
import { parseMember } from '../../chain/iam/member.ts';
import { ksaMember as memberOfKsa } from '../../chain/iam/principal.ts';
import { inOrder } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { grantInTerraform } from './by-terraform.ts';
import { addGrant, onProject, removeGrant, whereIs } from './grant.ts';
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

/** The right one first: a grant too many breaks nothing meanwhile. Then the wrong one, if it serves nobody. */
export function rebind(args: Binding & { readonly found: Grant }): Fix[] {
  const title = `Remove the wrong member${unless(args)}`;
  return [...bind(args), ...removeGrant(args.found, askAgain(args.namespace), title)];
}

/** Who else may use the member: what was read does not tell. */
function unless({ found, namespace, ksa, pool }: Binding & { readonly found: Grant }): string {
  const nobody = ', which matches nothing';
  const member = parseMember(found.member);
  switch (member.kind) {
    case 'malformed':
    case 'ksa-uid':
      return nobody;
    case 'ksa':
    case 'ksa-principal':
      // A pool's name has its project's id, never the number.
      if (isSwapped(found.member, { namespace, ksa }) || /^\d+\.svc\.id\.goog$/.test(member.pool)) return nobody;
      if (member.pool !== pool) return `, if no cluster of ${member.pool} uses it`;
      // Then its pool stands under another project's number.
      if (member.namespace === namespace && member.ksa === ksa && found.role === becomeRole) return nobody;
      return ', if nothing else uses it';
    default:
      return ', if nothing else uses it';
  }
}

/** Whether a member has namespace and name of the KSA in each other's place. */
export function isSwapped(member: string, { namespace, ksa }: Pick<Binding, 'namespace' | 'ksa'>): boolean {
  const parsed = parseMember(member);
  const place = parsed.kind === 'federated' ? parsed.subject : 'ksa' in parsed ? parsed : null;
  return place !== null && place.namespace === ksa && place.ksa === namespace && namespace !== ksa;
}

/** Fixes that do nothing without a binding: the fix of kind `now` adds it, in the same paste. */
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
