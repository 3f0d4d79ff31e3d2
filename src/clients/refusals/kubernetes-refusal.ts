import * as z from 'zod';
import { ApiError } from '../api-error.ts';
import type { RefusalKind } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { frame, googleRefusal } from './google-refusal.ts';
import { kindOfStatus } from './judge.ts';
import { shownMessage } from './shown-message.ts';

const status = z.looseObject({
  kind: z.literal('Status'),
  message: z.string().catch(''),
  reason: z.string().catch(''),
  metadata: z.looseObject({ continue: z.string().optional() }).catch({}),
});

/**
 * What a refusal by a Kubernetes API server means. GKE's front ends (Connect Gateway, DNS endpoints) refuse in Google's
 * envelope, and an API server answers unknown paths and overload in plain text.
 */
export function kubernetesRefusal(answer: Answer, call: ApiCall): ApiError {
  const parsed = status.safeParse(jsonOf(answer.text));
  if (!parsed.success) return googleRefusal(answer, call);
  const { message, reason, metadata } = parsed.data;
  return new ApiError({
    ...frame(answer, call),
    kind: kindOf(answer.status, message),
    reason: shownMessage(reason),
    domain: '',
    // An expired continue token comes with one to go on with.
    metadata: metadata.continue === undefined ? {} : { continue: metadata.continue },
    message: shownMessage(message),
    permission: iamPermission(message),
    troubleshooter: null,
  });
}

function kindOf(code: number, message: string): RefusalKind {
  // Who shows no credential is not refused as nobody, but as this user.
  if (code === 403 && message.includes('User "system:anonymous"')) return 'anonymous';
  return kindOfStatus(code, false);
}

/** GKE appends the IAM permission that would do as well as an RBAC rule. */
function iamPermission(message: string): string | null {
  return /requires one of \["([^"]+)"|Required "([^"]+)" permission/.exec(message)?.slice(1).find(Boolean) ?? null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
