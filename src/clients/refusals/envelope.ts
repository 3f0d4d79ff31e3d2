import * as z from 'zod';

/** What a refusal says, whichever envelope it came in; nothing is shown from here without passing `shownMessage`. */
export interface Envelope {
  readonly message: string;
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Of STS and the OAuth endpoint: `invalid_rapt`, … */
  readonly subtype: string;
}

/** Loose, since every field is missing somewhere: details on old paths, `status` on Storage, `errors` on most. */
const googleBody = z.looseObject({
  error: z.looseObject({
    message: z.string().catch(''),
    status: z.string().catch(''),
    details: z.array(z.record(z.string(), z.unknown()).catch({})).catch([]),
    errors: z.array(z.record(z.string(), z.unknown()).catch({})).catch([]),
  }),
});

const oauthBody = z.looseObject({
  error: z.string(),
  error_description: z.string().catch(''),
  error_subtype: z.string().catch(''),
});

const registryBody = z.looseObject({
  errors: z.array(z.looseObject({ code: z.string().catch(''), message: z.string().catch('') })).min(1),
});

/** Google's own envelope, the OAuth one of STS and the token endpoint, or a registry's. `null`: none of them. */
export function envelopeOf(text: string): Envelope | null {
  const body = parseJson(text);
  const google = googleBody.safeParse(body);
  if (google.success) return ofGoogle(google.data.error);
  const oauth = oauthBody.safeParse(body);
  if (oauth.success) {
    const { error, error_description: message, error_subtype: subtype } = oauth.data;
    return { message: message === '' ? error : message, reason: error, domain: '', metadata: {}, subtype };
  }
  const registry = registryBody.safeParse(body);
  if (registry.success) {
    const [first] = registry.data.errors;
    return { message: first?.message ?? '', reason: first?.code ?? '', domain: '', metadata: {}, subtype: '' };
  }
  return null;
}

function ofGoogle(error: z.infer<typeof googleBody>['error']): Envelope {
  // A perimeter's refusal carries a PreconditionFailure before its ErrorInfo.
  const info = error.details.find((detail) => typeof detail['reason'] === 'string');
  const [legacy] = error.errors;
  const reason = text(info?.['reason']) || text(legacy?.['reason']);
  return {
    message: error.message || text(legacy?.['message']),
    reason: reason || error.status,
    domain: text(info?.['domain']) || text(legacy?.['domain']),
    metadata: { ...violation(error.details), ...strings(info?.['metadata']) },
    subtype: '',
  };
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

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
