/** iamcredentials.googleapis.com v1: how one identity becomes a service account. */

import * as z from 'zod';
import { findAccount, findProject, projectOfAccount } from './cloud.ts';
import type { Cloud, FoundAccount } from './cloud.ts';
import { authenticated, checkConsumer, checkPerimeter } from './front-end.ts';
import { refuse } from './google-error.ts';
import { findRoute, jsonBody, ok, route } from './http.ts';
import type { Call, Parameters, Reply } from './http.ts';
import { requirePermission } from './iam-evaluation.ts';
import type { Identity } from './identity.ts';
import { noSuchMethod } from './service.ts';
import { cloudPlatform } from './tokens.ts';

const service = { name: 'iamcredentials.googleapis.com', title: 'IAM Service Account Credentials API' };
const permission = 'iam.serviceAccounts.getAccessToken';
const callerScopes = [cloudPlatform, 'https://www.googleapis.com/auth/iam'];

const account = '/v1/projects/{project}/serviceAccounts/{account}';
const routes = [route('POST', `${account}:generateAccessToken`, generateAccessToken)];

export async function iamCredentials(cloud: Cloud, call: Call): Promise<Reply> {
  // Newer clients look for a regional boundary by themselves; an account without one is answered 404, to them all.
  if (call.path.endsWith('/allowedLocations')) throw refuse('NOT_FOUND', 'Requested entity was not found.');
  const found = findRoute(routes, call);
  if (found === null) return noSuchMethod(call);
  const asked = { service: service.name, method: 'google.iam.credentials.v1.IAMCredentials.GenerateAccessToken' };
  return found.handler(cloud, call, authenticated(cloud, call, asked, callerScopes), found.parameters);
}

const requestSchema = z.object({
  scope: z.array(z.string().min(1)).min(1),
  lifetime: z
    .string()
    .regex(/^\d+(?:\.\d+)?s$/)
    .nullish(),
  // gcloud sends null where there are none.
  delegates: z.array(z.string()).nullish(),
});

const longest = 3600;

async function generateAccessToken(cloud: Cloud, call: Call, who: Identity, parameters: Parameters): Promise<Reply> {
  const wanted = parameters['account'] ?? '';
  const home = findAccount(cloud, wanted)?.project ?? findProject(cloud, projectOfAccount(wanted) ?? '');
  if (home !== null) checkPerimeter(cloud, call, service.name, home);
  await checkConsumer(cloud, call, service, who, home?.id ?? '', 'credential');
  const request = requestSchema.safeParse(jsonBody(call));
  if (!request.success || parameters['project'] !== '-') {
    throw refuse('INVALID_ARGUMENT', 'Request contains an invalid argument.');
  }
  const seconds = Number(request.data.lifetime?.slice(0, -1) ?? longest);
  if (seconds <= 0 || seconds > longest) {
    throw refuse('INVALID_ARGUMENT', 'The access token lifetime cannot exceed 3600 seconds.');
  }
  const target = await reach(cloud, who, request.data.delegates ?? [], wanted);
  const identity: Identity = { kind: 'service-account', email: target.email, uniqueId: target.state.uniqueId };
  const accessToken = cloud.tokens.issue(identity, { prefix: 'ya29.c.', scopes: request.data.scope, seconds });
  // Whole seconds: gcloud parses with a fixed pattern.
  const expireTime = new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  return ok({ accessToken, expireTime });
}

/** Each account of the chain must let the one before it become it. */
async function reach(cloud: Cloud, who: Identity, delegates: readonly string[], target: string): Promise<FoundAccount> {
  let at = who;
  let found: FoundAccount | null = null;
  for (const email of [...delegates.map((name) => name.replace(/^projects\/-\/serviceAccounts\//, '')), target]) {
    found = findAccount(cloud, email);
    if (found === null) throw refuse('NOT_FOUND', `Not found; Gaia id not found for email ${email}`);
    const resource = { kind: 'service-account', project: found.project.id, email: found.email } as const;
    await requirePermission(cloud, at, permission, resource, { service: 'iam.googleapis.com' });
    at = { kind: 'service-account', email: found.email, uniqueId: found.state.uniqueId };
  }
  if (found === null) throw refuse('NOT_FOUND', `Not found; Gaia id not found for email ${target}`);
  // Google's words for a disabled account are not on record; this is what its other APIs say of a state that forbids.
  if (found.state.disabled) {
    throw refuse('FAILED_PRECONDITION', `Service account ${found.email} is disabled.`);
  }
  return found;
}
