/** sts.googleapis.com, and the older securetoken endpoint: a KSA's JWT becomes a federated access token. */

import * as z from 'zod';
import { findProject, ownValue } from './cloud.ts';
import type { Cloud, Named } from './cloud.ts';
import { checkEnabled, checkPerimeter } from './front-end.ts';
import { ok } from './http.ts';
import type { Call, Reply } from './http.ts';
import type { Identity } from './identity.ts';
import { exchangeAtProvider, isProviderAudience } from './identity-pools.ts';
import { noSuchMethod } from './service.ts';
import { invalidGrant, InvalidTarget, oauthError } from './sts-error.ts';
import { verifySubjectToken } from './subject-token.ts';
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

async function exchange(cloud: Cloud, call: Call): Promise<Reply> {
  const request = readRequest(call);
  if (request['grant_type'] !== 'urn:ietf:params:oauth:grant-type:token-exchange') {
    throw oauthError('unsupported_grant_type', 'Invalid grant_type.');
  }
  const who = await identify(cloud, call, request['audience'] ?? '', request['subject_token'] ?? '');
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
  if (!parsed.success) throw oauthError('invalid_request', 'The request body is malformed.');
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

async function identify(cloud: Cloud, call: Call, audience: string, token: string): Promise<Identity> {
  if (isProviderAudience(audience)) return exchangeAtProvider(cloud, call, service, audience, token);
  const [, pool, provider] =
    /^identitynamespace:([^:]+(?::[^:]+)?\.svc\.id\.goog):(https:\/\/.+)$/.exec(audience) ?? [];
  if (pool === undefined || provider === undefined) {
    throw oauthError(
      'invalid_request',
      'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See ' +
        'https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token for the list of possible formats.',
    );
  }
  const project = findPool(cloud, call, pool);
  const cluster = findCluster(project, pool, provider);
  const payload = await verifySubjectToken(cloud, token, { issuer: provider, audiences: [pool] });
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw invalidGrant('Unable to verify the ID Token signature.');
  const { namespace, serviceaccount } = claims.data['kubernetes.io'];
  const poolProject = { id: project.id, number: project.state.number };
  return { kind: 'ksa', pool, poolProject, namespace, ...serviceaccount, cluster };
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
