import type { Code } from '../vocabulary.ts';
import type { Case, Judged } from './case.ts';

/** What is read of GKE's own part: without GKE the question itself does not arise. */
const ofGke = ['workload-pool', 'node-metadata-server', 'metadata-server-health', 'metadata-egress'];
/** What is a fault only where the KSA gets its Google identity from GKE. */
const ofItsIdentities = [
  'workload-ksa',
  'workload-host-network',
  'workload-environment',
  'workload-mesh',
  'workload-age',
  'ksa-annotation',
  'gsa',
  'gsa-enabled',
  'binding',
  'binding-deny',
  'token-request',
  'token-exchange',
  'token',
];
const ofTheirGrants = new Set<Code>([
  'repository-access-denied',
  'bucket-access-denied',
  'registry-grant-stale',
  'registry-moved',
]);

/**
 * Outside of GKE that alone is told: Flux comes to its credentials in a way that is not examined, and what Flux says of
 * a failure is evidence of that way.
 */
export function notGke(facts: Case): void {
  const cluster = facts.one('cluster-identity');
  if (cluster?.status !== 'unknown' || !cluster.findings.some(({ code }) => code === 'cluster-not-gke')) return;
  for (const check of facts.of(ofGke)) if (check.status !== 'skipped') block(check, cluster);
  for (const check of facts.of(ofItsIdentities))
    if (check.status !== 'pass' && check.status !== 'skipped') block(check, cluster);
  for (const check of facts.of(['registry-storage']))
    if (check.findings.some(({ code }) => ofTheirGrants.has(code))) block(check, cluster);
  for (const check of facts.of(['scan-status'])) if (check.status === 'suspected') check.status = 'unknown';
}

function block(check: Judged, cluster: Judged): void {
  check.status = 'blocked';
  check.findings = [];
  check.blockedBy = cluster.id;
}
