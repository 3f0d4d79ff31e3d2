/** What stands before every Google API: who calls, with which scopes, for which project, and is the API there for it. */

import { findAccount, findProject } from './cloud.ts';
import type { Cloud, Named } from './cloud.ts';
import {
  billingDisabled,
  consumerInvalid,
  perimeter,
  projectDeleted,
  projectSuspended,
  quotaProjectDenied,
  scopeInsufficient,
  serviceDisabled,
  unauthenticated,
  usageRestricted,
} from './google-error.ts';
import type { Asked, TokenFault } from './google-error.ts';
import type { Call } from './http.ts';
import { isAllowed } from './iam-evaluation.ts';
import type { Identity } from './identity.ts';
import { cloudPlatform } from './tokens.ts';
import type { ProjectState } from '../world.ts';

export type Caller =
  | { readonly kind: 'known'; readonly who: Identity; readonly scopes: readonly string[] }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'bad'; readonly fault: TokenFault };

/** Reads the `Authorization` header; what to make of a bad or an absent token is the service's own business. */
export function callerOf(cloud: Cloud, call: Call): Caller {
  const header = call.headers['authorization'];
  if (header === undefined || header === '') return { kind: 'anonymous' };
  const token = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1];
  return token === undefined ? { kind: 'bad', fault: { kind: 'unknown' } } : callerOfToken(cloud, token);
}

export function callerOfToken(cloud: Cloud, token: string): Caller {
  const issued = cloud.tokens.find(token);
  if (issued === undefined) return { kind: 'bad', fault: { kind: 'unknown' } };
  if (issued.who === null) return { kind: 'anonymous' };
  if (issued.expiresAt <= Date.now()) return { kind: 'bad', fault: { kind: 'expired' } };
  if (issued.who.kind === 'service-account' && !isLive(cloud, issued.who)) {
    return { kind: 'bad', fault: { kind: 'account', email: issued.who.email } };
  }
  return { kind: 'known', who: issued.who, scopes: issued.scopes };
}

/** Disabled and deleted accounts, and those of deleted projects, speak for nobody; so do tokens of a predecessor. */
function isLive(cloud: Cloud, who: Extract<Identity, { kind: 'service-account' }>): boolean {
  const account = findAccount(cloud, who.email);
  return (
    account !== null &&
    !account.state.disabled &&
    account.state.uniqueId === who.uniqueId &&
    account.project.state.state === 'ACTIVE'
  );
}

/** @returns the caller of a JSON API that takes nobody unknown. */
export function authenticated(
  cloud: Cloud,
  call: Call,
  asked: Asked,
  scopes: readonly string[] = readScopes(call),
): Identity {
  const caller = callerOf(cloud, call);
  switch (caller.kind) {
    case 'anonymous':
      throw unauthenticated(asked, { kind: 'missing' });
    case 'bad':
      throw unauthenticated(asked, caller.fault);
    case 'known':
      if (!caller.scopes.some((scope) => scopes.includes(scope))) throw scopeInsufficient(asked);
      return caller.who;
  }
}

/** Reading methods take the read-only scope too. */
function readScopes(call: Call): readonly string[] {
  const reads = call.method === 'GET' || /:(?:getIamPolicy|testIamPermissions|getAncestry)$/.test(call.path);
  return reads ? [cloudPlatform, `${cloudPlatform}.read-only`] : [cloudPlatform];
}

export interface ServiceName {
  /** E.g. `iam.googleapis.com`. */
  readonly name: string;
  /** As in `TITLE has not been used in project N`. */
  readonly title: string;
}

/**
 * The project whose API switch and quota count: `x-goog-user-project`, else for APIs that ask the credential the
 * caller's own project, else that of the resource. A user's login belongs to no project of the world.
 */
export async function checkConsumer(
  cloud: Cloud,
  call: Call,
  service: ServiceName,
  who: Identity,
  resourceProject: string,
  countedBy: 'credential' | 'resource',
): Promise<void> {
  const quota = call.headers['x-goog-user-project'];
  if (quota !== undefined && quota !== '') {
    const allowed = await isAllowed(cloud, who, 'serviceusage.services.use', { kind: 'project', project: quota });
    if (!allowed) throw quotaProjectDenied(service.name, quota);
  }
  const consumer = quota || (countedBy === 'credential' ? ownProject(cloud, who) : null) || resourceProject;
  const project = findProject(cloud, consumer);
  // Whether an unknown project may be told of is for the method to say.
  if (project !== null) checkEnabled(service, project);
}

function ownProject(cloud: Cloud, who: Identity): string | null {
  switch (who.kind) {
    case 'user':
      return null;
    case 'service-account':
      return findAccount(cloud, who.email)?.project.id ?? null;
    case 'ksa':
    case 'federated':
      return who.poolProject.id;
  }
}

export function checkEnabled(service: ServiceName, project: Named<ProjectState>): void {
  if (project.state.state !== 'ACTIVE') throw projectDeleted(service.name, project.id);
  checkStanding(service.name, project);
  if (!project.state.services.includes(service.name)) throw serviceDisabled(service, project.state.number);
}

/** A project whose resources are asked for, by id or number: known, not deleted, and not behind a perimeter. */
export function resourceProject(cloud: Cloud, call: Call, service: string, idOrNumber: string): Named<ProjectState> {
  const project = findProject(cloud, idOrNumber);
  if (project === null) throw consumerInvalid(service, idOrNumber);
  checkPerimeter(cloud, call, service, project);
  if (project.state.state !== 'ACTIVE') throw projectDeleted(service, project.id);
  checkStanding(service, project);
  return project;
}

/** What Google, or the organization, holds against the project as a whole. */
function checkStanding(service: string, project: Named<ProjectState>): void {
  if (project.state.suspended === true) throw projectSuspended(service, project.id);
  if (project.state.restrictedServices?.includes(service) === true) throw usageRestricted(service, project.id);
}

/** Inside are the callers from the cluster, if its own project stands behind the same perimeter. */
export function isOutside(cloud: Cloud, call: Pick<Call, 'origin'>, service: string, project: ProjectState): boolean {
  if (!project.perimeter.includes(service)) return false;
  const home = findProject(cloud, cloud.world.cluster.project);
  return call.origin !== 'cluster' || home === null || home.state.perimeter.length === 0;
}

export function checkPerimeter(cloud: Cloud, call: Call, service: string, project: Named<ProjectState>): void {
  if (isOutside(cloud, call, service, project.state)) throw perimeter(service, project.state.number);
}

export function checkBilling(service: string, project: Named<ProjectState>): void {
  if (!project.state.billing) throw billingDisabled(service, project.state.number);
}
