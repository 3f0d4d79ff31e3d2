/**
 * The error documents of the services, each recognised by what that service always sends: the content type, the fields,
 * and a code that is the HTTP status. What stands between (a proxy, a gateway, a captive portal) sends other bodies, or
 * the same status in a body of its own; that is nobody's refusal.
 */

import * as z from 'zod';
import type { Answer } from '../transport/api-call.ts';

/** What a refusal says, whichever envelope it came in; nothing is shown from here without passing `shownMessage`. */
export interface Envelope {
  readonly message: string;
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Of STS and the OAuth endpoint: `invalid_rapt`, … */
  readonly subtype: string;
}

const entries = z.array(z.record(z.string(), z.unknown()).catch({})).catch([]);

/** `details` is absent on old paths, `status` on Storage, `errors` on most. */
const googleBody = z.looseObject({
  error: z.looseObject({
    code: z.number(),
    message: z.string().min(1),
    status: z.string().catch(''),
    details: entries,
    errors: entries,
  }),
});

/** Google's own envelope (`google.rpc.Status` in JSON, or the older one of Storage); `null`: it is not. */
export function googleEnvelope(answer: Answer): Envelope | null {
  const { error } = googleBody.safeParse(jsonOf(answer)).data ?? {};
  if (error === undefined || error.code !== answer.status) return null;
  const [legacy] = error.errors;
  const isLegacy = text(legacy?.['reason']) !== '' && text(legacy?.['domain']) !== '';
  if (error.status === '' ? !isLegacy : httpStatusOf[error.status] !== answer.status) return null;
  // A perimeter's refusal carries a PreconditionFailure before its ErrorInfo.
  const info = error.details.find((detail) => typeof detail['reason'] === 'string');
  const reason = text(info?.['reason']) || text(legacy?.['reason']);
  return {
    message: error.message,
    reason: reason || error.status,
    domain: text(info?.['domain']) || text(legacy?.['domain']),
    metadata: { ...violation(error.details), ...strings(info?.['metadata']) },
    subtype: '',
  };
}

/** `google.rpc.Code`, as it maps to HTTP. */
const httpStatusOf: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  OUT_OF_RANGE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  ABORTED: 409,
  RESOURCE_EXHAUSTED: 429,
  CANCELLED: 499,
  INTERNAL: 500,
  UNKNOWN: 500,
  DATA_LOSS: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

const oauthBody = z.looseObject({
  error: z.string(),
  error_description: z.string().catch(''),
  error_subtype: z.string().catch(''),
});

/** The error document of OAuth (RFC 6749, 5.2), as STS and the token endpoint send it; `null`: it is not. */
export function oauthEnvelope(answer: Answer): Envelope | null {
  const body = oauthBody.safeParse(jsonOf(answer)).data;
  if (body === undefined || !oauthStatuses.has(answer.status) || !oauthErrors.has(body.error)) return null;
  const { error, error_description: message, error_subtype: subtype } = body;
  return { message: message === '' ? error : message, reason: error, domain: '', metadata: {}, subtype };
}

const oauthStatuses: ReadonlySet<number> = new Set([400, 401, 403]);

/** RFC 6749, RFC 8693, and what Google adds. */
const oauthErrors: ReadonlySet<string> = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'invalid_target',
  'invalid_token',
  'unauthorized_client',
  'unsupported_grant_type',
  'access_denied',
  'admin_policy_enforced',
  'deleted_client',
  'disabled_client',
  'org_internal',
  'rapt_required',
]);

const registryBody = z.looseObject({
  errors: z.array(z.looseObject({ code: z.string(), message: z.string().catch('') })).min(1),
});

/** The error document of the registry protocol; `null`: it is not, or its code does not go with the status. */
export function registryEnvelope(answer: Answer): Envelope | null {
  const [first] = registryBody.safeParse(jsonOf(answer)).data?.errors ?? [];
  if (first === undefined || !registryStatuses[first.code]?.includes(answer.status)) return null;
  return { message: first.message || first.code, reason: first.code, domain: '', metadata: {}, subtype: '' };
}

/** A refusal for a reason of the registry's own (a key, a rule) may come with 400. */
const registryStatuses: Readonly<Record<string, readonly number[]>> = {
  NAME_INVALID: [400],
  TAG_INVALID: [400],
  UNSUPPORTED: [400],
  UNAUTHORIZED: [401],
  DENIED: [400, 403],
  NAME_UNKNOWN: [404],
  MANIFEST_UNKNOWN: [404],
  BLOB_UNKNOWN: [404],
  TOOMANYREQUESTS: [429],
};

/** The body as JSON, where it is said to be; else `undefined`. */
export function jsonOf({ headers, text: body }: Answer): unknown {
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The perimeter's unique identifier, where only the PreconditionFailure has it. */
function violation(details: readonly Record<string, unknown>[]): Record<string, string> {
  const schema = z.array(z.looseObject({ type: z.literal('VPC_SERVICE_CONTROLS'), description: z.string() })).min(1);
  for (const detail of details) {
    const found = schema.safeParse(detail['violations']);
    const uid = found.data?.[0]?.description;
    if (uid !== undefined) return { uid };
  }
  return {};
}

function strings(value: unknown): Record<string, string> {
  const record = z.record(z.string(), z.unknown()).safeParse(value).data ?? {};
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => text(entry[1]) !== ''));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
