import * as z from 'zod';
import { ApiError } from '../api-error.ts';
import type { RefusalKind } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { googleEnvelope, jsonOf } from './envelope.ts';
import { frame } from './frame.ts';
import { refusalOf } from './google-refusal.ts';
import { notTheService } from './not-the-service.ts';
import { shownMessage } from './shown-message.ts';

const status = z.looseObject({
  kind: z.literal('Status'),
  apiVersion: z.literal('v1'),
  status: z.literal('Failure'),
  code: z.number(),
  message: z.string().catch(''),
  reason: z.string().catch(''),
  metadata: z.looseObject({ continue: z.string().optional() }).catch({}),
});

/**
 * What a refusal by a Kubernetes API server means: its `Status` object. GKE's front ends (Connect Gateway, DNS
 * endpoints) refuse in Google's envelope, and an API server answers unknown paths and overload in plain text.
 */
export function kubernetesRefusal(answer: Answer, call: ApiCall): ApiError {
  const told = status.safeParse(jsonOf(answer)).data;
  const own = told === undefined || told.code !== answer.status ? plainStatus(answer) : told;
  if (own === null) return refusalOf(answer, call, googleEnvelope(answer));
  const { message, reason, metadata } = own;
  const kind = kindOf(answer.status, reason, message);
  if (kind === null) return notTheService(answer, call, `“${reason}: ${message}”`);
  return new ApiError({
    ...frame(answer, call),
    kind,
    reason: shownMessage(reason),
    domain: '',
    // An expired continue token comes with one to go on with.
    metadata: metadata.continue === undefined ? {} : { continue: metadata.continue },
    message: shownMessage(message),
    permission: iamPermission(message),
    troubleshooter: null,
  });
}

type Said = Pick<z.infer<typeof status>, 'message' | 'reason' | 'metadata'>;

/** The few texts that an API server and its aggregator send without a `Status`. */
function plainStatus({ status: code, headers, text }: Answer): Said | null {
  if (!/^text\/plain\b/i.test(headers.get('content-type') ?? '')) return null;
  const message = text.trim();
  const known = plainTexts.find((one) => one.code === code && one.words.test(message));
  return known === undefined ? null : { message, reason: known.reason, metadata: {} };
}

const plainTexts: readonly { readonly code: number; readonly words: RegExp; readonly reason: string }[] = [
  { code: 404, words: /^404 page not found$/, reason: 'NotFound' },
  { code: 429, words: /^Too many requests, please try again later\.$/, reason: 'TooManyRequests' },
  { code: 503, words: /^service unavailable$/i, reason: 'ServiceUnavailable' },
  { code: 503, words: /^error trying to reach service: /, reason: 'ServiceUnavailable' },
];

/** @returns `null` for a `Status` that refuses nothing we know of. */
function kindOf(code: number, reason: string, message: string): RefusalKind | null {
  switch (code) {
    case 400:
    case 405:
    case 406:
    case 415:
    case 422:
      return 'rejected';
    case 401:
      return 'unauthenticated';
    case 403:
      // Who shows no credential is not refused as nobody, but as this user.
      return message.includes('User "system:anonymous"') ? 'anonymous' : 'refused';
    case 404:
      return reason === 'NotFound' ? 'not-found' : null;
    case 410:
      return reason === 'Expired' || reason === 'Gone' ? 'gone' : null;
    case 429:
      return 'throttled';
    default:
      return code >= 500 ? 'not-yet' : null;
  }
}

/** GKE appends the IAM permission that would do as well as an RBAC rule. */
function iamPermission(message: string): string | null {
  return /requires one of \["([^"]+)"|Required "([^"]+)" permission/.exec(message)?.slice(1).find(Boolean) ?? null;
}
