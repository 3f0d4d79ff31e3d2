import { isOwnPool, ksaMember } from './principal.ts';
import type { KsaPrincipal } from './principal.ts';

/**
 * The member that should stand in the place of another, in the same form: so that the two can be held against each
 * other. Where the project's number is not known, in the form that does without it.
 */
export function memberLike(found: string, ksa: KsaPrincipal): string {
  const pool = poolName(ksa);
  if (!/^principal(?:Set)?:/.test(found) || pool === null) return ksaMember(ksa.pool, ksa.namespace, ksa.name);
  const base = `iam.googleapis.com/${pool}`;
  if (/\/namespace\/[^/]+$/.test(found)) return `principalSet://${base}/namespace/${ksa.namespace}`;
  return isOwnPool(ksa.pool)
    ? ksaMember(ksa.pool, ksa.namespace, ksa.name)
    : `principal://${base}/subject/ns/${ksa.namespace}/sa/${ksa.name}`;
}

function poolName({ pool, projectNumber }: KsaPrincipal): string | null {
  if (isOwnPool(pool)) return pool;
  return projectNumber === null ? null : `projects/${projectNumber}/locations/global/workloadIdentityPools/${pool}`;
}
