/** cloudresourcemanager.googleapis.com v1 and v3: projects and what stands above them. */

import { findProject } from './cloud.ts';
import type { Named } from './cloud.ts';
import { checkConsumer, checkPerimeter } from './front-end.ts';
import { refuse } from './google-error.ts';
import { jsonBody, ok, route } from './http.ts';
import type { Reply } from './http.ts';
import { requirePermission } from './iam-evaluation.ts';
import { askedVersion, heldPermissions, permissionsReply, shownPolicy, writePolicy } from './policies.ts';
import { ancestors, ancestorState } from './resources.ts';
import type { Resource } from './resources.ts';
import type { Method, MethodCall, Service } from './service.ts';
import type { IamPolicy, ProjectState } from '../world.ts';

const name = 'cloudresourcemanager.googleapis.com';

function onBoth(method: string, rest: string, handler: Method): Service['routes'] {
  return ['v1', 'v3'].map((version) => route(method, `/${version}${rest}`, handler));
}

const ancestor = '/{kind}/{id}';

export const resourceManager: Service = {
  name,
  title: 'Cloud Resource Manager API',
  routes: [
    ...onBoth('POST', '/projects/{id}:getIamPolicy', getPolicy),
    ...onBoth('POST', '/projects/{id}:setIamPolicy', setPolicy),
    ...onBoth('POST', '/projects/{id}:testIamPermissions', testPermissions),
    route('POST', '/v1/projects/{id}:getAncestry', getAncestry),
    route('GET', '/v1/projects/{id}', getProjectV1),
    route('GET', '/v3/projects/{id}', getProjectV3),
    ...['v1', 'v2', 'v3'].flatMap((version) => [
      route('POST', `/${version}${ancestor}:getIamPolicy`, getPolicy),
      route('POST', `/${version}${ancestor}:setIamPolicy`, setPolicy),
      route('POST', `/${version}${ancestor}:testIamPermissions`, testPermissions),
      route('GET', `/${version}${ancestor}`, getAncestor),
    ]),
  ],
};

/** `projects`, `folders` or `organizations`, and the name below it. */
function place({ parameters }: MethodCall): { kind: 'projects' | 'folders' | 'organizations'; id: string } {
  const { kind = 'projects', id = '' } = parameters;
  if (kind === 'projects' || kind === 'folders' || kind === 'organizations') return { kind, id };
  throw refuse('NOT_FOUND', 'Requested entity was not found.');
}

function resourceOf(method: MethodCall): Resource {
  const { kind, id } = place(method);
  switch (kind) {
    case 'projects':
      return { kind: 'project', project: id };
    case 'folders':
      return { kind: 'folder', id };
    case 'organizations':
      return { kind: 'organization', id };
  }
}

async function required(method: MethodCall, verb: 'get' | 'getIamPolicy' | 'setIamPolicy'): Promise<void> {
  const { cloud, call, who } = method;
  const { kind, id } = place(method);
  const project = kind === 'projects' ? findProject(cloud, id) : null;
  if (project !== null) checkPerimeter(cloud, call, name, project);
  await checkOwnConsumer(method);
  const shown = `${kind}/${id}`;
  await requirePermission(cloud, who, `resourcemanager.${kind}.${verb}`, resourceOf(method), { service: name, shown });
}

/** Deleted projects can still be looked at, so it is not the project asked about that must be alive. */
async function checkOwnConsumer({ cloud, call, who, parameters }: MethodCall): Promise<void> {
  const asked = findProject(cloud, parameters['id'] ?? '');
  const alive = asked !== null && asked.state.state === 'ACTIVE' ? asked.id : '';
  await checkConsumer(cloud, call, resourceManager, who, alive, 'credential');
}

/** An unknown project was refused before. */
async function reachProject(method: MethodCall): Promise<Named<ProjectState>> {
  await required(method, 'get');
  const project = findProject(method.cloud, method.parameters['id'] ?? '');
  if (project === null) throw refuse('PERMISSION_DENIED', 'The caller does not have permission');
  return project;
}

async function getProjectV1(method: MethodCall): Promise<Reply> {
  const { id, state } = await reachProject(method);
  const [kind = '', parent = ''] = state.parent?.split('/') ?? [];
  return ok({
    projectNumber: state.number,
    projectId: id,
    lifecycleState: state.state,
    name: id,
    createTime: '2024-01-15T10:00:00.000Z',
    ...(state.parent !== null && { parent: { type: kind.replace(/s$/, ''), id: parent } }),
  });
}

async function getProjectV3(method: MethodCall): Promise<Reply> {
  const { id, state } = await reachProject(method);
  return ok({
    name: `projects/${state.number}`,
    ...(state.parent !== null && { parent: state.parent }),
    projectId: id,
    state: state.state,
    displayName: id,
    createTime: '2024-01-15T10:00:00.000Z',
    etag: 'W/"1"',
  });
}

async function getAncestry(method: MethodCall): Promise<Reply> {
  const { id, state } = await reachProject(method);
  const above = state.parent === null ? [] : ancestors(method.cloud, state.parent);
  const chain = [`projects/${id}`, ...above].map((step) => {
    const [kind = '', name = ''] = step.split('/');
    return { resourceId: { type: kind.replace(/s$/, ''), id: name } };
  });
  return ok({ ancestor: chain });
}

async function getAncestor(method: MethodCall): Promise<Reply> {
  await required(method, 'get');
  const { kind, id } = place(method);
  const parent = ancestors(method.cloud, `${kind}/${id}`)[1];
  return ok({ name: `${kind}/${id}`, displayName: id, state: 'ACTIVE', ...(parent !== undefined && { parent }) });
}

function policyOf(method: MethodCall): IamPolicy {
  const { kind, id } = place(method);
  const policy =
    kind === 'projects'
      ? findProject(method.cloud, id)?.state.policy
      : ancestorState(method.cloud, `${kind}/${id}`)?.policy;
  if (policy === undefined) throw refuse('PERMISSION_DENIED', 'The caller does not have permission');
  return policy;
}

async function getPolicy(method: MethodCall): Promise<Reply> {
  await required(method, 'getIamPolicy');
  return ok(shownPolicy(policyOf(method), askedVersion(method.call)));
}

async function setPolicy(method: MethodCall): Promise<Reply> {
  await required(method, 'setIamPolicy');
  const policy = policyOf(method);
  writePolicy(method.cloud, policy, jsonBody(method.call)['policy']);
  return ok(shownPolicy(policy, 3));
}

/** Needs no right, but an unknown project is refused, not answered with nothing. */
async function testPermissions(method: MethodCall): Promise<Reply> {
  const { cloud, call, who } = method;
  await checkOwnConsumer(method);
  policyOf(method);
  return ok(permissionsReply(await heldPermissions(cloud, who, jsonBody(call)['permissions'], resourceOf(method))));
}
