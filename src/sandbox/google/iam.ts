/** iam.googleapis.com v1: service accounts and roles. */

import { createHash, randomInt } from 'node:crypto';
import * as z from 'zod';
import { findAccount, findProject, ownValue, projectOfAccount } from './cloud.ts';
import type { Cloud, FoundAccount } from './cloud.ts';
import { checkConsumer, checkPerimeter, resourceProject } from './front-end.ts';
import { permissionDenied, refuse } from './google-error.ts';
import { jsonBody, ok, page, route } from './http.ts';
import type { Reply } from './http.ts';
import { isAllowed, requirePermission } from './iam-evaluation.ts';
import { askedVersion, heldPermissions, permissionsReply, shownPolicy, writePolicy } from './policies.ts';
import type { Resource } from './resources.ts';
import { isCustomRole, permissionsOf } from './roles.ts';
import type { MethodCall, Service } from './service.ts';
import type { ServiceAccountState } from '../world.ts';

const name = 'iam.googleapis.com';
const title = 'Identity and Access Management (IAM) API';
const account = '/v1/projects/{project}/serviceAccounts/{account}';

export const iam: Service = {
  name,
  title,
  routes: [
    route('GET', '/v1/projects/{project}/serviceAccounts', listAccounts),
    route('POST', '/v1/projects/{project}/serviceAccounts', createAccount),
    route('GET', `${account}:getIamPolicy`, getAccountPolicy),
    route('POST', `${account}:getIamPolicy`, getAccountPolicy),
    route('POST', `${account}:setIamPolicy`, setAccountPolicy),
    route('POST', `${account}:testIamPermissions`, testAccountPermissions),
    route('POST', `${account}:enable`, (method) => setDisabled(method, 'enable')),
    route('POST', `${account}:disable`, (method) => setDisabled(method, 'disable')),
    route('GET', account, getAccount),
    route('GET', '/v1/roles/{role}', ({ cloud, parameters }) => getRole(cloud, `roles/${parameters['role']}`)),
    route('GET', '/v1/{level}/{owner}/roles/{role}', getCustomRole),
  ],
};

async function consumer(method: MethodCall, project: string): Promise<void> {
  const found = findProject(method.cloud, project);
  if (found !== null) checkPerimeter(method.cloud, method.call, name, found);
  await checkConsumer(method.cloud, method.call, { name, title }, method.who, project, 'credential');
}

async function getAccount(method: MethodCall): Promise<Reply> {
  const { cloud, who, parameters } = method;
  const wanted = parameters['account'] ?? '';
  const permission = 'iam.serviceAccounts.get';
  const found = accountAt(cloud, parameters['project'] ?? '', wanted);
  await consumer(method, projectAsked(method));
  if (found === null) {
    // With `projects/-` an absent account is hidden from everyone; by its project it is hidden from those without right.
    const project = parameters['project'] ?? '-';
    const mayKnow = project !== '-' && (await isAllowed(cloud, who, permission, { kind: 'project', project }));
    throw mayKnow ? unknownAccount() : permissionDenied(name, permission);
  }
  await requirePermission(cloud, who, permission, resourceOf(found), { service: name });
  return ok(shownAccount(found.project.id, found.email, found.state));
}

async function listAccounts(method: MethodCall): Promise<Reply> {
  const { cloud, call, who, parameters } = method;
  const project = parameters['project'] ?? '';
  await consumer(method, project);
  const resource: Resource = { kind: 'project', project };
  await requirePermission(cloud, who, 'iam.serviceAccounts.list', resource, { service: name });
  const { id, state } = resourceProject(cloud, call, name, project);
  const { items, nextPageToken } = page(Object.entries(state.serviceAccounts), call.query, { usual: 20, most: 100 });
  const accounts = items.map(([email, account]) => shownAccount(id, email, account));
  return ok({ ...(accounts.length > 0 && { accounts }), ...(nextPageToken !== undefined && { nextPageToken }) });
}

const createSchema = z.object({ accountId: z.string().regex(/^[a-z](?:[-a-z0-9]{4,28}[a-z0-9])$/) });

async function createAccount(method: MethodCall): Promise<Reply> {
  const { cloud, call, who, parameters } = method;
  const { id, state } = resourceProject(cloud, call, name, parameters['project'] ?? '');
  await consumer(method, id);
  const resource: Resource = { kind: 'project', project: id };
  await requirePermission(cloud, who, 'iam.serviceAccounts.create', resource, { service: name });
  const request = createSchema.safeParse(jsonBody(call));
  if (!request.success) throw refuse('INVALID_ARGUMENT', 'Invalid service account id.');
  const [project = '', domain] = id.split(':').toReversed();
  const email = `${request.data.accountId}@${project}${domain === undefined ? '' : `.${domain}`}.iam.gserviceaccount.com`;
  if (ownValue(state.serviceAccounts, email) !== undefined) {
    throw refuse(
      'ALREADY_EXISTS',
      `Service account ${request.data.accountId} already exists within project projects/${id}.`,
    );
  }
  // Twenty-one digits, as Google gives them.
  const uniqueId = `1${Array.from({ length: 20 }, () => randomInt(10)).join('')}`;
  const made: ServiceAccountState = { uniqueId, disabled: false, policy: { bindings: [] } };
  state.serviceAccounts[email] = made;
  cloud.onWrite();
  return ok(shownAccount(id, email, made));
}

async function setDisabled(method: MethodCall, action: 'enable' | 'disable'): Promise<Reply> {
  const found = await knownAccount(method);
  await requirePermission(method.cloud, method.who, `iam.serviceAccounts.${action}`, resourceOf(found), {
    service: name,
  });
  found.state.disabled = action === 'disable';
  method.cloud.onWrite();
  return ok({});
}

async function getAccountPolicy(method: MethodCall): Promise<Reply> {
  const found = await knownAccount(method);
  const permission = 'iam.serviceAccounts.getIamPolicy';
  await requirePermission(method.cloud, method.who, permission, resourceOf(found), { service: name });
  return ok(shownPolicy(found.state.policy, askedVersion(method.call)));
}

async function setAccountPolicy(method: MethodCall): Promise<Reply> {
  const found = await knownAccount(method);
  const permission = 'iam.serviceAccounts.setIamPolicy';
  await requirePermission(method.cloud, method.who, permission, resourceOf(found), { service: name });
  writePolicy(method.cloud, found.state.policy, jsonBody(method.call)['policy']);
  return ok(shownPolicy(found.state.policy, 3));
}

async function testAccountPermissions(method: MethodCall): Promise<Reply> {
  const found = await knownAccount(method);
  const wanted = jsonBody(method.call)['permissions'];
  return ok(permissionsReply(await heldPermissions(method.cloud, method.who, wanted, resourceOf(found))));
}

/** These methods tell anyone that an account does not exist. */
async function knownAccount(method: MethodCall): Promise<FoundAccount> {
  const found = accountAt(method.cloud, method.parameters['project'] ?? '', method.parameters['account'] ?? '');
  await consumer(method, projectAsked(method));
  if (found === null) throw unknownAccount();
  return found;
}

function accountAt(cloud: Cloud, project: string, wanted: string): FoundAccount | null {
  const found = findAccount(cloud, wanted);
  if (found === null || project === '-') return found;
  return findProject(cloud, project)?.id === found.project.id ? found : null;
}

function projectAsked({ cloud, parameters }: MethodCall): string {
  const project = parameters['project'] ?? '-';
  const wanted = parameters['account'] ?? '';
  return project === '-' ? (findAccount(cloud, wanted)?.project.id ?? projectOfAccount(wanted) ?? '-') : project;
}

function unknownAccount(): Error {
  return refuse('NOT_FOUND', 'Unknown service account');
}

function resourceOf(found: FoundAccount): Resource {
  return { kind: 'service-account', project: found.project.id, email: found.email };
}

function shownAccount(project: string, email: string, state: ServiceAccountState): object {
  return {
    name: `projects/${project}/serviceAccounts/${email}`,
    projectId: project,
    uniqueId: state.uniqueId,
    email,
    etag: createHash('sha256').update(`${email}${state.disabled}`).digest().subarray(0, 9).toString('base64'),
    oauth2ClientId: state.uniqueId,
    ...(state.disabled && { disabled: true }),
  };
}

async function getCustomRole({ cloud, who, parameters }: MethodCall): Promise<Reply> {
  const { level = '', owner = '', role = '' } = parameters;
  const full = `${level}/${owner}/roles/${role}`;
  const resource: Resource =
    level === 'organizations' ? { kind: 'organization', id: owner } : { kind: 'project', project: owner };
  if (isCustomRole(full)) await requirePermission(cloud, who, 'iam.roles.get', resource, { service: name });
  return getRole(cloud, full);
}

/** Predefined roles may be read by anyone who is logged in. */
async function getRole(cloud: Cloud, role: string): Promise<Reply> {
  const permissions = permissionsOf(cloud, role);
  if (permissions === null) throw refuse('NOT_FOUND', `The role named ${role} was not found.`);
  const includedPermissions = [...new Set(permissions)].sort();
  return ok({ name: role, title: role, stage: 'GA', etag: 'AA==', includedPermissions });
}
