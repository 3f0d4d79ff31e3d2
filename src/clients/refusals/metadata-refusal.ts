import type { ApiError } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { refusalOf } from './google-refusal.ts';

/**
 * GKE's metadata server wraps what IAM told it into plain text: `Unable to generate access token; IAM returned 403
 * Forbidden: …`. It is IAM's word that counts; what it says of itself passes for no answer of IAM's.
 */
export function metadataRefusal(answer: Answer, call: ApiCall): ApiError {
  const [, status, message = ''] = /IAM returned (\d{3}) [A-Za-z ]+: ([\s\S]*)$/.exec(answer.text) ?? [];
  if (status === undefined || /^\s*</.test(answer.text)) return refusalOf(answer, call, null);
  const inner = { ...answer, status: Number(status) };
  return refusalOf(inner, call, { message, reason: '', domain: '', metadata: {}, subtype: '' });
}
