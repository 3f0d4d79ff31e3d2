/** How far Flux came before it failed, by what its text is known to mean. */

import type { Reading } from './known-texts.ts';
import type { Code } from './vocabulary.ts';

/** The steps of a scan, in the order in which a controller takes them. */
export type FailedStep =
  /** Flux refuses a setting of its own: a flag, a gate, an annotation, a reference. Nothing was asked yet. */
  | 'setting'
  /** The API server refuses the controller something other than the token of a KSA. */
  | 'controller-rights'
  | 'token-request'
  /** The metadata server, or the way to it. */
  | 'metadata'
  | 'token-exchange'
  | 'impersonation'
  /** The registry could not be reached or was not trusted: nobody was shown to it yet. */
  | 'connection'
  /** The registry answered. */
  | 'registry'
  | 'unknown';

/** By the first code that a text points at. */
const steps: Partial<Record<Code, FailedStep>> = {
  'controller-flags-invalid': 'setting',
  'object-identity-disabled': 'setting',
  'object-identity-unsupported': 'setting',
  'ksa-not-found': 'setting',
  'workload-identity-provider-invalid': 'setting',
  'ksa-annotation-malformed': 'setting',
  'ksa-annotation-empty': 'setting',
  'gsa-email-unsupported': 'setting',
  'image-reference-invalid': 'setting',
  'registry-host-unmatched': 'setting',
  'registry-unsupported': 'setting',
  'kubernetes-permission-missing': 'controller-rights',
  'token-request-forbidden': 'token-request',
  'metadata-server-unhealthy': 'metadata',
  'metadata-egress-blocked': 'metadata',
  'metadata-probe-stuck': 'metadata',
  'google-egress-blocked': 'metadata',
  'node-metadata-server-missing': 'metadata',
  'workload-on-host-network': 'metadata',
  'mesh-blocks-metadata': 'metadata',
  'proxy-captures-metadata': 'metadata',
  'credentials-file-overrides-identity': 'metadata',
  'token-exchange-rejected': 'token-exchange',
  'workload-pool-missing': 'token-exchange',
  'workload-pool-foreign': 'token-exchange',
  'binding-missing': 'impersonation',
  'impersonation-denied': 'impersonation',
  'gsa-not-found': 'impersonation',
  'gsa-disabled': 'impersonation',
  'ksa-annotation-missing': 'impersonation',
  'registry-unreachable-from-cluster': 'connection',
  'registry-ca-untrusted': 'connection',
  'repository-access-denied': 'registry',
  'repository-not-found': 'registry',
  'bucket-access-denied': 'registry',
  'bucket-not-found': 'registry',
  'registry-moved': 'registry',
  'registry-shut-down': 'registry',
  'registry-grant-stale': 'registry',
  'tags-access-denied': 'registry',
  'image-not-found': 'registry',
  'image-empty': 'registry',
  'provider-not-google': 'registry',
  'token-expired-in-cache': 'registry',
  'secret-overrides-identity': 'registry',
};

/** The answer, or its absence, is that of the metadata server's address; its port 53 is the name service of Cloud DNS. */
const atMetadata =
  /metadata (?:service|server)|compute: Received|metadata\.google\.internal|169\.254\.169\.25[24](?!:53)|GCE metadata/i;
/** GKE's metadata server was reached, and tells what Google answered it. */
const answeredByGoogle = /(?:IAM|STS) returned|Unable to generate access token/;

export function failedStep(reading: Reading | null, message: string): FailedStep {
  if (atMetadata.test(message) && !answeredByGoogle.test(message)) return 'metadata';
  const [code] = reading?.codes ?? [];
  return code === undefined ? 'unknown' : (steps[code] ?? 'unknown');
}

/** Steps that are behind a controller which asks for a KSA's token itself, once it has failed at this one. */
export function tokenWasMinted(step: FailedStep): boolean {
  return step === 'token-exchange' || step === 'impersonation';
}

/** The registry was shown a credential and refused it: whatever stands before the token did not stop Flux. */
export function tokenWasObtained(step: FailedStep, reading: Reading | null): boolean {
  return step === 'registry' && reading?.fork === 'refused';
}
