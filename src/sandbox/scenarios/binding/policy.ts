/** The policy that lets the KSA of the healthy world become its GSA, written otherwise. */

import type { IamPolicy, World } from '../../world.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { account } from '../scenario.ts';

export const pool = `${acme.cluster.project}.svc.id.goog`;

/** The KSA as a principal of its pool. */
export const subject = `subject/ns/${fluxNamespace}/sa/${acme.controller}`;

/** The one binding on the GSA, in the place of the healthy one. */
export function grantOnGsa(world: World, binding: Partial<IamPolicy['bindings'][number]>): void {
  account(world, acme.cluster.project, acme.gsa).policy.bindings = [
    {
      role: 'roles/iam.workloadIdentityUser',
      members: [`serviceAccount:${pool}[${fluxNamespace}/${acme.controller}]`],
      ...binding,
    },
  ];
}

/** A principal of the cluster's pool; a set of them unless it is one KSA. */
export function poolPrincipal(rest: string, number: string = acme.number): string {
  const kind = rest.startsWith('subject/') || rest.startsWith('kubernetes.serviceaccount.uid/') ? '' : 'Set';
  return `principal${kind}://iam.googleapis.com/projects/${number}/locations/global/workloadIdentityPools/${pool}/${rest}`;
}

/** A deny policy that keeps the KSA from becoming any GSA. */
export function denyBecoming(id: string, principal: string) {
  return {
    id,
    rules: [
      { deniedPrincipals: [principal], deniedPermissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'] },
    ],
  };
}
