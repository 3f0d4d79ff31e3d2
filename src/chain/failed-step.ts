/** How far Flux came before it failed, by what its text is known to mean. */

import type { Reading } from './known-texts.ts';
import { traitsOf } from '../findings/describe.ts';
import type { FailedStep } from '../findings/define.ts';

/** The answer, or its absence, is that of the metadata server's address; its port 53 is the name service of Cloud DNS. */
const atMetadata =
  /metadata (?:service|server)|compute: Received|metadata\.google\.internal|169\.254\.169\.25[24](?!:53)|GCE metadata/i;
/** GKE's metadata server was reached, and tells what Google answered it. */
const answeredByGoogle = /(?:IAM|STS) returned|Unable to generate access token/;

export function failedStep(reading: Reading | null, message: string): FailedStep {
  if (atMetadata.test(message) && !answeredByGoogle.test(message)) return 'metadata';
  const [code] = reading?.codes ?? [];
  return code === undefined ? 'unknown' : (traitsOf(code).failsAt ?? 'unknown');
}

/** Steps that are behind a controller which asks for a KSA's token itself, once it has failed at this one. */
export function tokenWasMinted(step: FailedStep): boolean {
  return step === 'token-exchange' || step === 'impersonation';
}

/** The registry was shown a credential and refused it: whatever stands before the token did not stop Flux. */
export function tokenWasObtained(step: FailedStep, reading: Reading | null): boolean {
  return step === 'registry' && reading?.fork === 'refused';
}
