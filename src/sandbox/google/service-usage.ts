/** serviceusage.googleapis.com v1: which APIs a project has switched on. */

import { randomBytes } from 'node:crypto';
import type { Named } from './cloud.ts';
import { resourceProject } from './front-end.ts';
import { errorInfo, refuse } from './google-error.ts';
import { jsonBody, ok, page, route } from './http.ts';
import type { Reply } from './http.ts';
import { isAllowed } from './iam-evaluation.ts';
import type { MethodCall, Service } from './service.ts';
import type { ProjectState } from '../world.ts';
import * as z from 'zod';

const name = 'serviceusage.googleapis.com';
const services = '/v1/projects/{project}/services';

export const serviceUsage: Service = {
  name,
  title: 'Service Usage API',
  routes: [
    route('GET', `${services}:batchGet`, batchGet),
    route('POST', `${services}:batchEnable`, batchEnable),
    route('GET', services, list),
    route('GET', `${services}/{service}`, get),
    route('POST', `${services}/{service}:enable`, enable),
    route('POST', `${services}/{service}:disable`, disable),
    route('GET', '/v1/operations/{operation}', async ({ parameters }) => ok(done(parameters['operation'] ?? ''))),
  ],
};

async function reach(method: MethodCall, permission: string, what: string): Promise<Named<ProjectState>> {
  const { cloud, call, who, parameters } = method;
  const project = resourceProject(cloud, call, name, parameters['project'] ?? '');
  if (await isAllowed(cloud, who, permission, { kind: 'project', project: project.id })) return project;
  const verb = permission.slice(permission.lastIndexOf('.') + 1);
  const ticket = randomBytes(60).toString('base64url');
  throw refuse('PERMISSION_DENIED', `Permission denied to ${verb} service${what}\nHelp Token: ${ticket}`, [
    errorInfo({
      reason: 'AUTH_PERMISSION_DENIED',
      domain: name,
      metadata: { permission, resource: `projects/${project.id}` },
    }),
  ]);
}

async function get(method: MethodCall): Promise<Reply> {
  const service = method.parameters['service'] ?? '';
  const project = await reach(method, 'serviceusage.services.get', ` [${service}]`);
  return ok(shown(project, service));
}

async function batchGet(method: MethodCall): Promise<Reply> {
  const names = method.call.query.getAll('names').map((full) => full.slice(full.lastIndexOf('/') + 1));
  const project = await reach(method, 'serviceusage.services.get', names.map((service) => ` [${service}]`).join(''));
  return ok({ services: names.map((service) => shown(project, service)) });
}

async function list(method: MethodCall): Promise<Reply> {
  const project = await reach(method, 'serviceusage.services.list', 's');
  const { items, nextPageToken } = page(project.state.services, method.call.query, { usual: 50, most: 200 });
  const enabled = items.map((service) => shown(project, service));
  return ok({
    ...(enabled.length > 0 && { services: enabled }),
    ...(nextPageToken !== undefined && { nextPageToken }),
  });
}

function shown({ state }: Named<ProjectState>, service: string): object {
  return {
    name: `projects/${state.number}/services/${service}`,
    config: { name: service, title: service },
    state: state.services.includes(service) ? 'ENABLED' : 'DISABLED',
    parent: `projects/${state.number}`,
  };
}

async function enable(method: MethodCall): Promise<Reply> {
  return switchOn(method, [method.parameters['service'] ?? '']);
}

async function batchEnable(method: MethodCall): Promise<Reply> {
  return switchOn(method, z.array(z.string()).catch([]).parse(jsonBody(method.call)['serviceIds']));
}

async function switchOn(method: MethodCall, wanted: readonly string[]): Promise<Reply> {
  const project = await reach(
    method,
    'serviceusage.services.enable',
    wanted.map((service) => ` [${service}]`).join(''),
  );
  for (const service of wanted) if (!project.state.services.includes(service)) project.state.services.push(service);
  method.cloud.onWrite();
  const services = wanted.map((service) => shown(project, service));
  return ok({ ...done(`acat.p2-${project.state.number}`), response: { service: services[0], services } });
}

async function disable(method: MethodCall): Promise<Reply> {
  const service = method.parameters['service'] ?? '';
  const project = await reach(method, 'serviceusage.services.disable', ` [${service}]`);
  project.state.services = project.state.services.filter((enabled) => enabled !== service);
  method.cloud.onWrite();
  return ok({ ...done(`acat.p2-${project.state.number}`), response: { service: shown(project, service) } });
}

function done(operation: string): object {
  return { name: `operations/${operation}`, done: true };
}
