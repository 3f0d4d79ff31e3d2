/** Reading and writing allow policies, the same at every service that has them. */

import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { IamPolicy } from '../world.ts';
import { findAccount, findProject } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { refuse } from './google-error.ts';
import { jsonBody } from './http.ts';
import type { Call } from './http.ts';
import { isAllowed } from './iam-evaluation.ts';
import type { Identity } from './identity.ts';
import type { Resource } from './resources.ts';
import { isCustomRole, permissionsOf } from './roles.ts';

/** The policy as version 3 shows it; lower versions hide conditions behind a changed role name. */
export function shownPolicy(policy: IamPolicy, version: number): object {
  if (policy.bindings.length === 0) return { etag: etagOf(policy) };
  const conditional = policy.bindings.some(({ condition }) => condition !== undefined);
  const bindings = policy.bindings.map(({ role, members, condition }) => {
    if (condition === undefined) return { role, members };
    return version >= 3
      ? { role, members, condition }
      : { role: `${role}_withcond_${hash(condition.expression)}`, members };
  });
  return { version: conditional && version >= 3 ? 3 : 1, etag: etagOf(policy), bindings };
}

/** Nine bytes, which make base64 without padding: clients decode it and encode it again. */
function etagOf(policy: IamPolicy): string {
  if (policy.bindings.length === 0) return 'ACAB';
  const digest = createHash('sha256').update(JSON.stringify(policy.bindings)).digest();
  return digest.subarray(0, 9).toString('base64');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}

/** Which version was asked: by query at most services, in the body at Resource Manager. */
export function askedVersion(call: Call): number {
  const options = z.object({ options: z.object({ requestedPolicyVersion: z.number() }) }).safeParse(jsonBody(call));
  const query = call.query.get('options.requestedPolicyVersion') ?? call.query.get('optionsRequestedPolicyVersion');
  return options.success ? options.data.options.requestedPolicyVersion : Number(query ?? 1);
}

const policySchema = z.object({
  etag: z.string().optional(),
  bindings: z
    .array(
      z.object({
        role: z.string(),
        members: z.array(z.string()).default([]),
        condition: z.object({ title: z.string().default(''), expression: z.string() }).optional(),
      }),
    )
    .default([]),
});

/** Replaces the bindings of `policy` by those of the request, or refuses as IAM does. */
export function writePolicy(cloud: Cloud, policy: IamPolicy, wanted: unknown): void {
  const parsed = policySchema.safeParse(wanted);
  if (!parsed.success) throw refuse('INVALID_ARGUMENT', 'Request contains an invalid argument.');
  const { bindings, etag } = parsed.data;
  if (etag !== undefined && !sameBytes(etag, etagOf(policy))) {
    throw refuse(
      'ABORTED',
      'There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.',
    );
  }
  // What did get stored is taken again: an earlier mistake must not block the repair.
  const stored = new Set(policy.bindings.flatMap(({ members }) => members));
  for (const { role, members } of bindings) {
    checkRole(cloud, role);
    for (const member of members) if (!stored.has(member)) checkMember(cloud, member);
  }
  policy.bindings = bindings
    .filter(({ members }) => members.length > 0)
    .map(({ role, members, condition }) => ({ role, members, ...(condition !== undefined && { condition }) }));
  cloud.onWrite();
}

function sameBytes(a: string, b: string): boolean {
  return Buffer.from(a, 'base64').equals(Buffer.from(b, 'base64'));
}

function checkRole(cloud: Cloud, role: string): void {
  if (isCustomRole(role) ? permissionsOf(cloud, role) !== null : /^roles\/[\w.]+$/.test(role)) return;
  throw refuse('INVALID_ARGUMENT', `Role (${role}) does not exist in the resource's hierarchy.`);
}

/** IAM stores no member whose account or identity pool it does not find. */
function checkMember(cloud: Cloud, member: string): void {
  if (/^(?:allUsers|allAuthenticatedUsers)$/.test(member)) return;
  if (/^deleted:[a-zA-Z]+:.+\?uid=\d+$/.test(member)) return;
  const [prefix = '', rest = ''] = member.split(/:(.*)/s);
  switch (prefix) {
    case 'user':
    case 'group':
      if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(rest)) return;
      throw refuse('INVALID_ARGUMENT', `Invalid ${prefix} (${rest}).`);
    case 'domain':
    case 'projectViewer':
    case 'projectEditor':
    case 'projectOwner':
      return;
    case 'serviceAccount':
      checkServiceAccountMember(cloud, rest);
      return;
    case 'principal':
    case 'principalSet':
      checkPrincipal(cloud, member);
      return;
    default:
      throw refuse(
        'INVALID_ARGUMENT',
        `The member ${member} is of an unknown type. Please set the member type to one of the following: ` +
          'user, group, domain, serviceAccount, principal, principalSet, allUsers, allAuthenticatedUsers.',
      );
  }
}

function checkServiceAccountMember(cloud: Cloud, account: string): void {
  const [, pool, subject] = /^([^[\]]*)\[([^[\]]*)\]$/.exec(account) ?? [];
  if (subject !== undefined) {
    if (pool === undefined || pool === '' || !/^[^/]+\/[^/]+$/.test(subject)) {
      throw refuse('INVALID_ARGUMENT', `Invalid service account (${account}).`);
    }
    const project = /^(.+)\.svc\.id\.goog$/.exec(pool)?.[1];
    if (project === undefined || findProject(cloud, project)?.state.workloadPoolExists !== true) throw noPool(pool);
    return;
  }
  if (!/^[^@\s]+@[^@\s]+$/.test(account)) throw refuse('INVALID_ARGUMENT', `Invalid service account (${account}).`);
  // Google's own agents belong to no project of the world.
  if (/@(?:.+\.)?(?:gcp-sa-[\w-]+|system|container-engine-robot|compute-system|containerregistry)\./.test(account))
    return;
  if (findAccount(cloud, account) === null) {
    throw refuse('INVALID_ARGUMENT', `Service account ${account} does not exist.`);
  }
}

function checkPrincipal(cloud: Cloud, member: string): void {
  const form =
    /^principal(?:Set)?:\/\/iam\.googleapis\.com\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/./;
  const [, number, pool] = form.exec(member) ?? [];
  if (number === undefined || pool === undefined) {
    if (
      /^principal(?:Set)?:\/\/(?:goog|iam\.googleapis\.com\/locations|cloudresourcemanager\.googleapis\.com)\//.test(
        member,
      )
    )
      return;
    throw refuse('INVALID_ARGUMENT', `Invalid principal (${member}).`);
  }
  const project = findProject(cloud, number);
  const own = project !== null && pool === `${project.id}.svc.id.goog`;
  // Pools of other kinds are not part of the world; only GKE's can be judged.
  if (pool.endsWith('.svc.id.goog') && !(own && project.state.workloadPoolExists)) throw noPool(pool);
}

function noPool(pool: string): ReturnType<typeof refuse> {
  return refuse(
    'INVALID_ARGUMENT',
    `Identity Pool does not exist (${pool}). Please check that you specified a valid resource name as returned in the ` +
      '`name` attribute in the configuration API.',
  );
}

/** `testIamPermissions`: needs no right at all. */
export async function heldPermissions(
  cloud: Cloud,
  who: Identity | null,
  wanted: unknown,
  resource: Resource,
): Promise<string[]> {
  const permissions = z.array(z.string()).catch([]).parse(wanted);
  const held = await Promise.all(permissions.map((permission) => isAllowed(cloud, who, permission, resource)));
  return permissions.filter((_, index) => held[index] === true);
}

/** The usual answer of `testIamPermissions`: nothing held, no field. */
export function permissionsReply(permissions: readonly string[]): object {
  return permissions.length === 0 ? {} : { permissions };
}
