/** Findings of every code, in the shapes that their arguments can take. */

import type { FindingArgs, Owner } from '../../../src/chain/finding-args.ts';
import type { Code, Finding } from '../../../src/chain/vocabulary.ts';
import { allCodes, exampleOf } from '../../../src/chain/words.ts';

const owners: readonly Owner[] = [
  { kind: 'none' },
  { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: null },
  { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
  { kind: 'kustomization', namespace: 'flux-system', name: 'apps', path: './apps/' },
  { kind: 'fluxinstance', namespace: 'flux-system', name: 'flux' },
  { kind: 'resourceset', namespace: 'flux-system', name: 'tenants' },
  { kind: 'helmrelease', namespace: 'flux-system', name: 'flux', chart: 'flux2-2.18.3' },
  { kind: 'helmrelease', namespace: 'apps', name: 'api', chart: null },
  { kind: 'helm', namespace: 'flux-system', release: 'flux', chart: 'flux2-2.18.3' },
  { kind: 'helm', namespace: 'apps', release: 'api', chart: 'api-0.1.0' },
  { kind: 'flux-v1' },
  { kind: 'argocd', application: 'flux' },
  { kind: 'terraform' },
  { kind: 'config-connector', namespace: 'acme-prod', name: 'flux-images' },
];

/** Other values that arguments of a name can have, beside those of the example. */
const others: { readonly [C in Code]?: readonly Partial<FindingArgs[C]>[] } = {
  'google-credentials-expired': [
    { cause: 'revoked' },
    { cause: 'account-disabled', account: null },
    { cause: 'policy' },
  ],
  'project-unusable': [{ cause: 'absent' }, { cause: 'suspended' }, { cause: 'billing' }],
  'kubernetes-permission-missing': [
    { verb: 'list', resource: 'nodes', namespace: null, name: null, user: null, iamPermission: 'container.nodes.list' },
    { verb: 'get', resource: '/.well-known/openid-configuration', namespace: null, name: null },
    { verb: 'get', resource: 'deployments', group: 'apps', user: 'system:serviceaccount:apps:doctor' },
  ],
  'google-permission-missing': [
    { resource: 'projects/acme-prod', as: 'GSA x@acme-prod.iam.gserviceaccount.com' },
    { resource: 'organizations/123' },
    { resource: 'folders/456' },
    { resource: 'gs://artifacts.acme.appspot.com' },
    { resource: 'projects/acme/locations/us/repositories/gcr.io' },
    { resource: 'somewhere else', as: 'anonymous' },
  ],
  'quota-project-denied': [{ as: 'KSA flux-system/image-reflector-controller' }],
  'google-rate-limited': [{ retryAfterSeconds: null }],
  'workload-not-found': [{ reflectorMissing: false, objects: 0 }],
  'workload-not-running': [
    { cause: 'crash', detail: 'exit code 1' },
    { cause: 'image' },
    { cause: 'scheduling' },
    { cause: 'token-not-mounted' },
    { cause: 'not-ready' },
  ],
  'proxy-captures-metadata': [{ noProxy: '' }],
  'mesh-blocks-metadata': [{ sidecar: 'linkerd-proxy' }],
  'object-not-watched': [{ selectors: [] }, { selectors: ['sharding.fluxcd.io/key=shard1'] }],
  'ksa-not-found': [{ near: null }],
  'ksa-annotation-missing': [{ gsa: null, elsewhere: [], refusal: null }],
  'ksa-annotation-empty': [{ gsa: null, value: '' }],
  'ksa-annotation-malformed': [{ likely: null }],
  'ksa-annotation-misspelled': [{ likely: null }],
  'helm-dots-unescaped': [{ gsa: null, release: { kind: 'helm', namespace: 'flux', name: 'flux' } }],
  'helm-values-key-wrong': [
    { gsa: null, place: { kind: 'helm', namespace: 'flux', name: 'flux', at: 'a.b', value: 'c' } },
  ],
  'owner-not-applying': [{ cause: 'suspended', message: '' }],
  'node-metadata-server-missing': [{ cluster: null, nodePool: null, nodeAccount: null }],
  'metadata-server-unhealthy': [{ cause: 'not-ready' }, { cause: 'absent', detail: '' }, { cause: 'overloaded' }],
  'metadata-egress-blocked': [{ what: 'dns' }],
  'google-egress-blocked': [{ from: 'node' }],
  'scans-as-node-identity': [{ nodeAccount: null }],
  'gsa-not-found': [{ gsa: 'x@proj.acme.example.iam.gserviceaccount.com', project: null }],
  'gsa-disabled': [{ gsa: 'acme@appspot.gserviceaccount.com', project: null }],
  'binding-missing': [{ poolLostInPasting: true }],
  'binding-condition-unmet': [{ title: '' }],
  'binding-denied': [{ policy: 'no-impersonation' }],
  'token-request-forbidden': [{ how: 'flux-operator' }, { how: 'other' }],
  'object-identity-disabled': [{ version: null, objects: 1 }],
  'object-identity-unsupported': [{ version: null, minimum: null, kind: 'HelmRepository' }],
  'token-exchange-rejected': [
    { error: 'invalid_grant', description: 'ID Token issued at 1 is stale to sign-in.', skewSeconds: 400 },
    { error: 'invalid_request', description: '', audience: '' },
  ],
  'impersonation-denied': [{ candidates: [], troubleshooter: 'https://console.cloud.google.com/x' }],
  'binding-propagating': [{ since: null }],
  'registry-host-unmatched': [{ suggestion: null, version: null }],
  'bucket-access-denied': [{ permission: 'storage.buckets.get' }],
  'registry-grant-stale': [{ uniqueId: null }],
  'registry-refused': [
    { reason: 'key-not-allowed', message: 'Permission denied on Cloud KMS key.' },
    { reason: 'key-not-enabled', message: '' },
    { reason: 'download-rule', reference: '1.2.1' },
    { reason: 'organization-policy', message: "constraints/gcp.restrictServiceUsage for 'projects/acme-images'" },
    { reason: 'other', message: 'This repository serves no reads.' },
  ],
  'repository-not-found': [{ near: null }],
  'repository-access-denied': [{ settled: false }],
  'perimeter-denied': [{ inside: false }],
  'image-reference-invalid': [{ suggestion: null }, { kind: 'OCIRepository' }, { kind: 'PodTemplate' }],
  'image-not-found': [{ near: null, host: 'gcr.io' }],
  'provider-not-google': [
    { kind: 'HelmChart', version: null },
    { kind: 'GARArtifactTag' },
    { kind: 'OCIRepository' },
    { version: '0.20.1' },
  ],
  'secret-overrides-identity': [{ kind: 'HelmChart' }, { kind: 'PodTemplate' }, { version: null }],
  'scan-suspended': [{ kind: 'GARArtifactTag' }, { kind: 'PodTemplate' }],
  'scan-stale': [{ last: null, intervalSeconds: null, kind: 'GARArtifactTag' }],
  'scan-failing': [{ mended: true, age: null }],
};

/** Each example, with each owner, and with each other value. */
export function samples(): Finding[] {
  return allCodes().flatMap((code) => {
    const args: object = exampleOf(code).args;
    const withOwners = 'owner' in args ? owners.map((owner) => ({ ...args, owner })) : [];
    const withOthers = ((others[code] ?? []) as readonly object[]).map((other) => ({ ...args, ...other }));
    return [args, ...withOwners, ...withOthers].map((each) => ({ code, args: each }) as Finding);
  });
}

/** Runs commands of whoever pastes it, if it stands anywhere unquoted; says `HOSTILE` where it stands. */
export const hostile = 'HOSTILE\'x" $(canary) `canary`; canary\n| canary & canary #!*?[a]{b}<>~';

/** Arguments that are chosen by the doctor itself, not by the outside world. */
const ours = new Set(['kind', 'cause', 'from', 'what', 'how', 'error', 'reason']);

/** The finding with a hostile value wherever the outside world can put one. */
export function madeHostile(finding: Finding): Finding {
  return { code: finding.code, args: spoil(finding.args, '') } as Finding;
}

function spoil(value: unknown, key: string): unknown {
  if (typeof value === 'string') return ours.has(key) ? value : hostile;
  if (Array.isArray(value)) return value.map((item) => spoil(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoil(item, name)]));
}
