/** How GKE's metadata server gets a pod's token: the KSA's token, STS, and where a GSA is named, IAM Credentials. */

import { STATUS_CODES } from 'node:http';
import type { Call, Reply } from '../google/http.ts';
import type { KubernetesServer } from '../kubernetes/server.ts';
import type { PodView } from './pod-view.ts';

export type PodToken =
  | { readonly kind: 'token'; readonly token: string; readonly seconds: number }
  | { readonly kind: 'refused'; readonly status: number; readonly text: string };

/** Makes the calls to Google from within the cluster. */
export type AskGoogle = (call: Call) => Promise<Reply>;

export async function podToken(
  cluster: Pick<KubernetesServer, 'issuer' | 'mintToken'>,
  ask: AskGoogle,
  view: PodView & { readonly pool: string },
  scopes: readonly string[],
): Promise<PodToken> {
  const { namespace, ksa, pod, pool, annotation, quotaProject } = view;
  const subjectToken = await cluster.mintToken({ namespace, ksa, audience: pool, pod });
  const exchanged = await ask(
    post('sts.googleapis.com', '/v1/token', {
      grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
      audience: `identitynamespace:${pool}:${cluster.issuer}`,
      scope: cloudPlatform,
      requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      subjectToken,
      subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
    }),
  );
  if (exchanged.status !== 200) return refused(exchanged, 'STS');
  const federated = exchanged.body as { access_token: string; expires_in: number };
  if (annotation === null || annotation === '') {
    return { kind: 'token', token: federated.access_token, seconds: federated.expires_in };
  }
  const impersonated = await ask(
    post(
      'iamcredentials.googleapis.com',
      `/v1/projects/-/serviceAccounts/${encodeURIComponent(annotation)}:generateAccessToken`,
      { scope: scopes.length === 0 ? [cloudPlatform] : scopes },
      federated.access_token,
      quotaProject,
    ),
  );
  if (impersonated.status !== 200) return refused(impersonated, 'IAM');
  return { kind: 'token', token: (impersonated.body as { accessToken: string }).accessToken, seconds: 3600 };
}

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

function post(host: string, path: string, body: object, token?: string, quotaProject: string | null = null): Call {
  return {
    method: 'POST',
    host,
    path,
    query: new URLSearchParams(),
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(quotaProject !== null && { 'x-goog-user-project': quotaProject }),
    },
    body: JSON.stringify(body),
    origin: 'cluster',
  };
}

/** The trailer about bindings is always there, whatever the inner text says. */
function refused({ status, body }: Reply, by: 'IAM' | 'STS'): PodToken {
  const inner = `${status} ${STATUS_CODES[status] ?? ''}: ${messageOf(body)}`;
  const trailer =
    'This error could be caused by a missing IAM policy binding on the target IAM service account.\n' +
    'For more information, refer to the Workload Identity documentation:\n' +
    '\thttps://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to\n\n';
  return { kind: 'refused', status, text: `Unable to generate access token; ${by} returned ${inner}\n${trailer}` };
}

function messageOf(body: Reply['body']): string {
  if (typeof body === 'string') return body.trim();
  const { error, error_description: description } = body as { error?: unknown; error_description?: string };
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return description ?? JSON.stringify(body);
}
