import { plainText } from '../../chain/plain-text.ts';
import { redact } from '../../chain/redact.ts';

/** Longer than any message of Google's or of Kubernetes'; a body that has no end is cut. */
const longest = 4096;

/**
 * A message as it may be shown: without escapes, without tokens, and without what Google appends whatever the cause:
 * GKE's metadata server a missing IAM binding, the others (since 2026) the troubleshooter's address, which is kept apart.
 */
export function shownMessage(text: string): string {
  const plain = plainText(text.slice(0, 4 * longest));
  const own = trailers.reduce((rest, trailer) => rest.replace(trailer, ''), plain);
  const message = redact(own).trim();
  return message.length <= longest ? message : `${message.slice(0, longest)}…`;
}

const trailers = [
  /\s*This error could be caused by a missing IAM policy binding on the target IAM service account\.(?:\s*For more information, refer to the Workload Identity documentation:\s*\S+)?/,
  /\s*Remediate access with this Troubleshooter URL or share it with your administrator - \S+(?: ?\.)?/,
];
