/** iam.googleapis.com v2: deny policies. Lists leave the rules out; each policy must be got for them. */

import { createHash } from 'node:crypto';
import { findProject } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { checkConsumer } from './front-end.ts';
import { refuse } from './google-error.ts';
import { decode, ok, page, route } from './http.ts';
import type { Reply } from './http.ts';
import { requirePermission } from './iam-evaluation.ts';
import { iam } from './iam.ts';
import { ancestorState } from './resources.ts';
import type { Resource } from './resources.ts';
import type { MethodCall, Service } from './service.ts';
import type { DenyPolicy } from '../world.ts';

export const denyPolicies: Service = {
  name: iam.name,
  title: iam.title,
  routes: [
    route('GET', '/v2/policies/{attachment}/denypolicies', list),
    route('GET', '/v2/policies/{attachment}/denypolicies/{id}', get),
  ],
};

async function list(method: MethodCall): Promise<Reply> {
  const place = await attachment(method, 'iam.denypolicies.list');
  const { items, nextPageToken } = page(place.policies, method.call.query, { usual: 50, most: 1000 });
  const policies = items.map((policy) => shown(place.name, policy, 'metadata'));
  return ok({ ...(policies.length > 0 && { policies }), ...(nextPageToken !== undefined && { nextPageToken }) });
}

async function get(method: MethodCall): Promise<Reply> {
  const place = await attachment(method, 'iam.denypolicies.get');
  const policy = place.policies.find(({ id }) => id === method.parameters['id']);
  if (policy === undefined) throw refuse('NOT_FOUND', 'Requested entity was not found.');
  return ok(shown(place.name, policy, 'whole'));
}

interface Attachment {
  /** `projects/N`, `folders/N`, `organizations/N`: answers hold numbers. */
  readonly name: string;
  readonly policies: readonly DenyPolicy[];
}

async function attachment({ cloud, call, who, parameters }: MethodCall, permission: string): Promise<Attachment> {
  const form = /^cloudresourcemanager\.googleapis\.com\/(projects|folders|organizations)\/([^/]+)$/;
  // gcloud encodes it twice.
  const [, kind, id] = form.exec(decode(parameters['attachment'] ?? '')) ?? [];
  if (kind === undefined || id === undefined) throw refuse('INVALID_ARGUMENT', 'Invalid attachment point.');
  const project = kind === 'projects' ? id : call.headers['x-goog-user-project'];
  if (project !== undefined) await checkConsumer(cloud, call, iam, who, project, 'credential');
  await requirePermission(cloud, who, permission, resourceOf(kind, id), { service: iam.name });
  return place(cloud, kind, id);
}

function place(cloud: Cloud, kind: string, id: string): Attachment {
  if (kind !== 'projects')
    return { name: `${kind}/${id}`, policies: ancestorState(cloud, `${kind}/${id}`)?.deny ?? [] };
  const project = findProject(cloud, id);
  return { name: `projects/${project?.state.number ?? id}`, policies: project?.state.deny ?? [] };
}

function resourceOf(kind: string, id: string): Resource {
  if (kind === 'projects') return { kind: 'project', project: id };
  return { kind: kind === 'folders' ? 'folder' : 'organization', id };
}

function shown(where: string, policy: DenyPolicy, part: 'metadata' | 'whole'): object {
  const attached = encodeURIComponent(`cloudresourcemanager.googleapis.com/${where}`);
  const metadata = {
    name: `policies/${attached}/denypolicies/${policy.id}`,
    uid: createHash('sha256').update(`${where}/${policy.id}`).digest('hex').slice(0, 32),
    kind: 'DenyPolicy',
    displayName: policy.id,
    etag: createHash('sha256').update(JSON.stringify(policy)).digest().subarray(0, 9).toString('base64'),
    createTime: '2026-01-01T00:00:00Z',
    updateTime: '2026-01-01T00:00:00Z',
  };
  return part === 'metadata' ? metadata : { ...metadata, rules: policy.rules.map((denyRule) => ({ denyRule })) };
}
