/** sts.googleapis.com, and the older securetoken endpoint: a KSA's JWT becomes a federated access token. */

import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import * as z from 'zod';
import { findProject, ownValue } from './cloud.ts';
import type { Cloud, Named } from './cloud.ts';
import { checkEnabled, checkPerimeter } from './front-end.ts';
import { ok, Refusal } from './http.ts';
import type { Call, Reply } from './http.ts';
import type { Identity } from './identity.ts';
import { noSuchMethod } from './service.ts';
import type { ProjectState } from '../world.ts';

const service = { name: 'sts.googleapis.com', title: 'Security Token Service API' };

export async function securityTokenService(cloud: Cloud, call: Call): Promise<Reply> {
  return call.method === 'POST' && call.path === '/v1/token' ? exchange(cloud, call) : noSuchMethod(call);
}

/** Answers like STS, but every unknown pool or cluster with a bare 404. */
export async function secureToken(cloud: Cloud, call: Call): Promise<Reply> {
  if (call.method !== 'POST' || call.path !== '/v1/identitybindingtoken') return noSuchMethod(call);
  try {
    return await exchange(cloud, call);
  } catch (error) {
    if (error instanceof InvalidTarget) return noSuchMethod(call);
    throw error;
  }
}

/** The OAuth envelope of RFC 6749. */
function oauthError(error: string, description: string): Reply {
  return { status: 400, body: { error, error_description: description } };
}

function invalidGrant(description: string): Refusal {
  return new Refusal(oauthError('invalid_grant', description));
}

class InvalidTarget extends Refusal {
  constructor() {
    super(
      oauthError(
        'invalid_target',
        'The target service indicated by the "audience" parameters is invalid. This might either be because the pool ' +
          "or provider is disabled or deleted or because it doesn't exist.",
      ),
    );
  }
}

async function exchange(cloud: Cloud, call: Call): Promise<Reply> {
  const request = readRequest(call);
  if (request['grant_type'] !== 'urn:ietf:params:oauth:grant-type:token-exchange') {
    throw new Refusal(oauthError('unsupported_grant_type', 'Invalid grant_type.'));
  }
  const { pool, provider } = parseAudience(request['audience'] ?? '');
  const project = findPool(cloud, call, pool);
  const cluster = findCluster(project, pool, provider);
  const claims = await verify(cloud, request['subject_token'] ?? '', { issuer: provider, audience: pool });
  const who: Identity = {
    kind: 'ksa',
    pool,
    poolProject: { id: project.id, number: project.state.number },
    ...claims,
    cluster,
  };
  const scopes = (request['scope'] ?? 'https://www.googleapis.com/auth/cloud-platform').split(/\s+/);
  const seconds = 3600;
  return ok({
    access_token: cloud.tokens.issue(who, { prefix: 'ya29.d.', scopes, seconds }),
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    token_type: 'Bearer',
    expires_in: seconds,
  });
}

/** A form, JSON in snake_case, or JSON in camelCase: all three are in use. */
function readRequest(call: Call): Readonly<Record<string, string | undefined>> {
  if (!call.body.trimStart().startsWith('{')) return Object.fromEntries(new URLSearchParams(call.body));
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(call.body));
  if (!parsed.success) throw new Refusal(oauthError('invalid_request', 'The request body is malformed.'));
  const fields = Object.entries(parsed.data).filter((field): field is [string, string] => typeof field[1] === 'string');
  return Object.fromEntries(
    fields.map(([field, value]) => [field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parseAudience(audience: string): { pool: string; provider: string } {
  const [, pool, provider] =
    /^identitynamespace:([^:]+(?::[^:]+)?\.svc\.id\.goog):(https:\/\/.+)$/.exec(audience) ?? [];
  if (pool !== undefined && provider !== undefined) return { pool, provider };
  // Pools of other kinds have the right shape, but none of them is in the world.
  if (
    /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[^/]+\/providers\/[^/]+$/.test(
      audience,
    )
  ) {
    throw new InvalidTarget();
  }
  throw new Refusal(
    oauthError(
      'invalid_request',
      'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See ' +
        'https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token for the list of possible formats.',
    ),
  );
}

function findPool(cloud: Cloud, call: Call, pool: string): Named<ProjectState> {
  const project = findProject(cloud, pool.slice(0, -'.svc.id.goog'.length));
  // A pool's name holds the project's id, never its number.
  if (project === null || pool !== `${project.id}.svc.id.goog`) throw new InvalidTarget();
  checkPerimeter(cloud, call, service.name, project);
  checkEnabled(service, project);
  if (!project.state.workloadPoolExists) throw new InvalidTarget();
  return project;
}

/** The provider is a cluster of the pool's project that has that pool now. */
function findCluster(project: Named<ProjectState>, pool: string, provider: string): string {
  const form = /^https:\/\/container\.googleapis\.com\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/]+)$/;
  const [, id, location = '', cluster = ''] = form.exec(provider) ?? [];
  const state = ownValue(project.state.clusters, `${location}/${cluster}`);
  if (id !== project.id || state?.workloadPool !== pool) throw new InvalidTarget();
  return provider;
}

const claimsSchema = z.object({
  'kubernetes.io': z.object({
    namespace: z.string(),
    serviceaccount: z.object({ name: z.string(), uid: z.string() }),
  }),
});

/** Clocks may differ by so much. */
const leeway = 30;
/** A token that was issued longer ago is stale, though it has not expired. */
const oldest = 24 * 3600;

async function verify(
  cloud: Cloud,
  token: string,
  expected: { issuer: string; audience: string },
): Promise<{ namespace: string; name: string; uid: string }> {
  const claimed = parseToken(token);
  if (claimed.iss !== expected.issuer) {
    throw invalidGrant(`The issuer in ID Token ${claimed.iss} does not match the expected ones: ${expected.issuer}`);
  }
  const now = Date.now() / 1000;
  const issued = claimed.iat ?? 0;
  if (issued > now + leeway || issued < now - oldest || (claimed.exp ?? 0) < now - leeway) {
    throw invalidGrant(`ID Token issued at ${issued} is stale to sign-in.`);
  }
  const audiences = [claimed.aud ?? []].flat();
  if (!audiences.includes(expected.audience)) {
    throw invalidGrant(
      `The audience in ID Token [${audiences.join(', ')}] does not match the expected audience ${expected.audience}.`,
    );
  }
  try {
    // Only the cluster that is really served has keys here.
    const keys = expected.issuer === cloud.cluster.issuer ? cloud.cluster.jwks : { keys: [] };
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { clockTolerance: leeway });
    const { namespace, serviceaccount } = claimsSchema.parse(payload)['kubernetes.io'];
    return { namespace, ...serviceaccount };
  } catch (error) {
    const known = error instanceof errors.JOSEError || error instanceof z.ZodError;
    if (!known) throw error;
    throw invalidGrant('Unable to verify the ID Token signature.');
  }
}

function parseToken(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw invalidGrant('Unable to parse the ID Token.');
  }
}
