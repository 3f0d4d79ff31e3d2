import { ApiError } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { googleRefusal } from './google-refusal.ts';

/**
 * GKE's metadata server wraps what IAM told it into plain text: `Unable to generate access token; IAM returned 403
 * Forbidden: …`. It is IAM's word that counts.
 */
export function metadataRefusal(answer: Answer, call: ApiCall): ApiError {
  const wrapped = /IAM returned (\d{3}) [A-Za-z ]+: ([\s\S]*)$/.exec(answer.text);
  const inner = wrapped === null ? answer : { ...answer, status: Number(wrapped[1]), text: wrapped[2] ?? '' };
  return googleRefusal(inner, call);
}
