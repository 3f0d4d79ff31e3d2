/** Workload identity pools that somebody made: a provider takes an OIDC token for a principal of its pool. */

import type { JWTPayload } from 'jose';
import type { IdentityProviderState } from '../world.ts';
import { evaluateAssertion } from './assertion.ts';
import { findProject, ownValue } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { checkEnabled, checkPerimeter } from './front-end.ts';
import type { Call } from './http.ts';
import type { Identity } from './identity.ts';
import type { ServiceName } from './front-end.ts';
import { invalidGrant, InvalidTarget, oauthError } from './sts-error.ts';
import { verifySubjectToken } from './subject-token.ts';

/** Both have this shape; nobody in the world is of a workforce. */
const workforce = /^\/\/iam\.googleapis\.com\/locations\/global\/workforcePools\/[^/]+\/providers\/[^/]+$/;
const workload =
  /^\/\/iam\.googleapis\.com\/projects\/(\d+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/providers\/([^/]+)$/;

export function isProviderAudience(audience: string): boolean {
  return workload.test(audience) || workforce.test(audience);
}

/** @param audience one that `isProviderAudience` takes */
export async function exchangeAtProvider(
  cloud: Cloud,
  call: Call,
  service: ServiceName,
  audience: string,
  token: string,
): Promise<Identity> {
  const [, number = '', pool = '', id = ''] = workload.exec(audience) ?? [];
  const project = findProject(cloud, number);
  if (project === null) throw new InvalidTarget();
  checkPerimeter(cloud, call, service.name, project);
  checkEnabled(service, project);
  const state = ownValue(project.state.identityPools, pool);
  const provider = state === undefined || state.disabled ? undefined : ownValue(state.providers, id);
  if (provider === undefined) throw new InvalidTarget();
  const [first, ...others] = provider.allowedAudiences;
  const claims = await verifySubjectToken(cloud, token, {
    issuer: provider.issuer,
    audiences: first === undefined ? [`https:${audience}`, audience] : [first, ...others],
  });
  const mapped = await mappedAttributes(provider, claims);
  return {
    kind: 'federated',
    pool,
    poolProject: { id: project.id, number: project.state.number },
    ...mapped,
  };
}

const longestSubject = 127;

async function mappedAttributes(
  { attributeMapping, attributeCondition }: IdentityProviderState,
  claims: JWTPayload,
): Promise<{ subject: string; attributes: Record<string, string> }> {
  const attributes: Record<string, string> = {};
  for (const [name, expression] of Object.entries(attributeMapping)) {
    const value = await evaluateAssertion(expression, claims);
    if (typeof value === 'string') attributes[name] = value;
  }
  const { 'google.subject': subject = '', ...others } = attributes;
  if (subject === '') throw invalidGrant('The mapped attribute google.subject must be a non-empty string.');
  if (Buffer.byteLength(subject) > longestSubject)
    throw invalidGrant(`The size of mapped attribute google.subject exceeds the ${longestSubject} bytes limit.`);
  if (attributeCondition !== undefined && (await evaluateAssertion(attributeCondition, claims)) !== true)
    throw oauthError('unauthorized_client', 'The given credential is rejected by the attribute condition.');
  return { subject, attributes: others };
}
