/** The two steps from a KSA's token to a Google access token. */

import * as z from 'zod';
import type { Ask } from './asking.ts';

export type Exchanged =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'refused'; readonly status: number; readonly body: string }
  | { readonly kind: 'none'; readonly error: string };

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';
export const scopes = [cloudPlatform, 'https://www.googleapis.com/auth/userinfo.email'];

/** STS, with the audience that names pool and cluster. */
export async function exchange(ask: Ask, ksaToken: string, audience: string): Promise<Exchanged> {
  const body = new URLSearchParams({
    audience,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    scope: cloudPlatform,
    subject_token: ksaToken,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return read(await ask('POST', 'https://sts.googleapis.com/v1/token', { headers, body }), 'access_token');
}

/** IAM Credentials `generateAccessToken`. */
export async function impersonate(ask: Ask, federated: string, gsa: string, quotaProject = ''): Promise<Exchanged> {
  const url = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${encodeURIComponent(gsa).replaceAll('%40', '@')}:generateAccessToken`;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${federated}`,
    ...countedAgainst(quotaProject),
  };
  const body = JSON.stringify({ lifetime: '3600s', scope: scopes });
  return read(await ask('POST', url, { headers, body }), 'accessToken');
}

function countedAgainst(quotaProject: string): Record<string, string> {
  return quotaProject === '' ? {} : { 'x-goog-user-project': quotaProject };
}

function read(asked: Awaited<ReturnType<Ask>>, field: string): Exchanged {
  if (asked.kind === 'none') return asked;
  const { status, body } = asked;
  if (status !== 200) return { kind: 'refused', status, body };
  const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(body));
  const token = parsed.data?.[field];
  return typeof token === 'string' ? { kind: 'token', token } : { kind: 'refused', status, body };
}

/** The message of Google's error envelope; the body itself where it is none. */
export function googleMessage(body: string): string {
  try {
    return z.object({ error: z.object({ message: z.string() }) }).parse(JSON.parse(body)).error.message;
  } catch {
    return body;
  }
}
