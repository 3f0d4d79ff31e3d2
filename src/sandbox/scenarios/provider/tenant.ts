/** A workload identity pool that the platform team made for clusters, and a KSA that is annotated for Flux to use it. */

import type { IdentityProviderState, World } from '../../world.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { annotate } from '../annotations.ts';
import { account, object, project, repository } from '../scenario.ts';

const providerAnnotation = 'gcp.auth.fluxcd.io/workload-identity-provider';
export const tenant = { namespace: 'team-a', ksa: 'registry-reader' } as const;
const tenantGsa = 'team-a-registry@acme-prod.iam.gserviceaccount.com';

const poolName = `projects/${acme.number}/locations/global/workloadIdentityPools/clusters`;
export const provider = `${poolName}/providers/prod-1`;
/** The KSA as a principal of that pool. */
const principal = `principal://iam.googleapis.com/${poolName}/subject/system:serviceaccount:${tenant.namespace}:${tenant.ksa}`;

/** Makes the pool, and has the tenant's KSA name its provider. The cluster's own pool lets it become nobody. */
export function useOwnProvider(world: World, parts: Partial<IdentityProviderState> = {}): void {
  const { project: id, location, name } = world.cluster;
  const issuer =
    world.cluster.issuer ?? `https://container.googleapis.com/v1/projects/${id}/locations/${location}/clusters/${name}`;
  project(world, 'acme-prod').identityPools['clusters'] = {
    disabled: false,
    providers: {
      'prod-1': { issuer, allowedAudiences: [], attributeMapping: { 'google.subject': 'assertion.sub' }, ...parts },
    },
  };
  nameProvider(world, provider);
  grantOnTenantGsa(world, principal);
}

export function nameProvider(world: World, value: string): void {
  annotate(object(world, 'ServiceAccount', tenant.namespace, tenant.ksa), providerAnnotation, value);
}

/** Whom the tenant's GSA lets become it; nobody else. */
export function grantOnTenantGsa(world: World, ...members: string[]): void {
  account(world, 'acme-prod', tenantGsa).policy.bindings =
    members.length === 0 ? [] : [{ role: 'roles/iam.workloadIdentityUser', members }];
}

/** The registry lets the KSA itself read, which names no GSA. */
export function readDirectly(world: World): void {
  const { metadata } = object(world, 'ServiceAccount', tenant.namespace, tenant.ksa);
  const { 'iam.gke.io/gcp-service-account': _, ...others } = metadata.annotations ?? {};
  metadata.annotations = others;
  repository(world, 'acme-prod', 'europe-west1/team-a').policy.bindings = [
    { role: 'roles/artifactregistry.reader', members: [principal] },
  ];
}
