import { ApiError } from '../api-error.ts';
import type { ApiErrorDetails } from '../api-error.ts';
import type { Answer, ApiCall } from '../transport/api-call.ts';
import { googleEnvelope, oauthEnvelope } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { frame } from './frame.ts';
import { judge } from './judge.ts';
import { notTheService } from './not-the-service.ts';
import { shownMessage } from './shown-message.ts';

/** What a refusal by a Google API means. */
export function googleRefusal(answer: Answer, call: ApiCall): ApiError {
  return refusalOf(answer, call, googleEnvelope(answer));
}

/** What a refusal by STS or the OAuth token endpoint means: their own document, or Google's where the front end refuses. */
export function tokenEndpointRefusal(answer: Answer, call: ApiCall): ApiError {
  return refusalOf(answer, call, oauthEnvelope(answer) ?? googleEnvelope(answer));
}

/** @param envelope the service's own error document, `null` where the answer holds none. */
export function refusalOf(answer: Answer, call: ApiCall, envelope: Envelope | null): ApiError {
  if (envelope === null) return notTheService(answer, call);
  const kind = judge(envelope, answer.status, call.as === 'anonymous');
  if (kind === null) return notTheService(answer, call, `“${envelope.reason}: ${envelope.message}”`);
  return new ApiError({ ...frame(answer, call), ...said(envelope), kind });
}

function said(envelope: Envelope) {
  const { message, metadata } = envelope;
  return {
    reason: shownMessage(envelope.reason),
    domain: shownMessage(envelope.domain),
    message: shownMessage(message),
    metadata: shownMetadata({
      ...namedIn(message),
      ...(envelope.subtype === '' ? {} : { subtype: envelope.subtype }),
      ...metadata,
    }),
    permission: shownOrNull(metadata['permission'] ?? permissionIn(message)),
    troubleshooter: troubleshooterIn(metadata['troubleshooter_url'] ?? message),
  } satisfies Partial<ApiErrorDetails>;
}

function shownMetadata(metadata: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [shownMessage(key), shownMessage(value)]));
}

function shownOrNull(value: string | null): string | null {
  return value === null ? null : shownMessage(value);
}

/** What only the sentence names, where there are no structured details. */
function namedIn(message: string): Record<string, string> {
  const named: Record<string, string> = {};
  const consumer = /has not been used in project (\S+) before|billing to be enabled on project #?(\d+)/.exec(message);
  const project =
    consumer?.[1] ??
    consumer?.[2] ??
    /\bProject #?(\S+) has been deleted|Consumer 'projects?[:/]([^']+)' has been suspended/
      .exec(message)
      ?.slice(1)
      .find(Boolean);
  if (project !== undefined) named['consumer'] = `projects/${project}`;
  const service = /\/apis\/api\/([a-z0-9.-]+)\//.exec(message)?.[1];
  if (service !== undefined) named['service'] = service;
  const uid = /vpcServiceControlsUniqueIdentifier:? *([A-Za-z0-9_-]+)/.exec(message)?.[1];
  if (uid !== undefined) named['uid'] = uid;
  const resource = /on resource ['"]([^'"]+)['"]/.exec(message)?.[1];
  if (resource !== undefined) named['resource'] = resource;
  const refused = /^(\S+@\S+) does not have /.exec(message)?.[1];
  if (refused !== undefined) named['principal'] = refused;
  return named;
}

/** The permission that a refusal names: the quotes and the word order changed in 2026, so both are read. */
export function permissionIn(message: string): string | null {
  for (const pattern of permissionWords) {
    const found = pattern.exec(message)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

const permissionWords = [
  /[Pp]ermission ['"]([a-z][\w.]+)['"]/,
  /Required ['"]([a-z][\w.]+)['"] permission/,
  /does not have ([a-z]\w*(?:\.\w+)+) access/,
  /\b[Rr]equir(?:es|ing) (?:the )?([a-z]\w*(?:\.\w+)+) permission/,
  /or the resource may not exist '([a-z][\w.]+)'/,
];

/** Only ever Google's own page: the address is shown as a link. */
function troubleshooterIn(text: string): string | null {
  return (
    /https:\/\/console\.cloud\.google\.com\/iam-admin\/troubleshooter\/[\w/;=&?%.~+-]*[\w=]/.exec(text)?.[0] ?? null
  );
}
