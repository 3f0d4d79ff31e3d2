import { expect, test } from 'vitest';
import { authorize } from '../../../src/sandbox/kubernetes/rbac.ts';
import type { Attributes, User } from '../../../src/sandbox/kubernetes/rbac.ts';
import { seedCluster } from '../../../src/sandbox/kubernetes/seed.ts';
import { ObjectStore } from '../../../src/sandbox/kubernetes/store.ts';
import type { StoredObject } from '../../../src/sandbox/world.ts';
import { post, served } from './served.ts';
import { clusterRole, clusterRoleBinding, rbac, smallWorld, withAdmin } from './small-world.ts';

const sre: User = { username: 'sre@acme.example', groups: ['acme:sre', 'system:authenticated'] };

function may(user: User, objects: StoredObject[], asked: Partial<Extract<Attributes, { kind: 'resource' }>>): boolean {
  const { cluster } = smallWorld();
  cluster.objects.push(...objects);
  const store = new ObjectStore(cluster);
  seedCluster(store, cluster);
  const attributes = { kind: 'resource', verb: 'get', group: '', resource: 'pods', ...asked } as const;
  return authorize(store, user, attributes).allowed;
}

const group = { kind: 'Group', name: 'acme:sre', apiGroup: rbac };

function roleBinding(namespace: string, role: string): StoredObject {
  const { kind: _kind, metadata: _metadata, ...binding } = clusterRoleBinding('b', role, group);
  return { ...binding, kind: 'RoleBinding', metadata: { name: 'b', namespace } };
}

test.each([
  ['view', { verb: 'list' }, true],
  ['view', { verb: 'list', resource: 'nodes' }, false],
  ['view', { resource: 'secrets' }, false],
  ['view', { verb: 'create', resource: 'serviceaccounts', subresource: 'token' }, false],
  ['edit', { verb: 'create', resource: 'serviceaccounts', subresource: 'token' }, true],
  ['edit', { verb: 'patch', group: 'apps', resource: 'deployments' }, true],
  ['edit', { verb: 'create', group: rbac, resource: 'rolebindings' }, false],
  ['admin', { verb: 'create', group: rbac, resource: 'rolebindings' }, true],
  ['cluster-admin', { verb: 'delete', resource: 'nodes' }, true],
] as const)('%s: %o is %s', (role, asked, allowed) => {
  expect(may(sre, [clusterRoleBinding('b', role, group)], asked)).toBe(allowed);
});

test("Flux's kinds come to view by its label alone", () => {
  const asked = { group: 'image.toolkit.fluxcd.io', resource: 'imagerepositories' };
  expect(may(sre, [clusterRoleBinding('b', 'view', group)], asked)).toBe(true);
  expect(may(sre, [clusterRoleBinding('b', 'view', group)], { ...asked, group: 'source.toolkit.fluxcd.io' })).toBe(
    false,
  );
});

test('a RoleBinding opens its own namespace only', () => {
  const objects = [roleBinding('team-a', 'view')];
  expect(may(sre, objects, { namespace: 'team-a' })).toBe(true);
  expect(may(sre, objects, { namespace: 'team-b' })).toBe(false);
  expect(may(sre, objects, {})).toBe(false);
});

test('a rule for one name needs the name', () => {
  const rule = { apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['flux'], verbs: ['create'] };
  const objects = [clusterRole('one', [rule]), clusterRoleBinding('b', 'one', group)];
  const asked = { verb: 'create', resource: 'serviceaccounts', subresource: 'token', namespace: 'flux' };
  expect(may(sre, objects, { ...asked, name: 'flux' })).toBe(true);
  expect(may(sre, objects, { ...asked, name: 'other' })).toBe(false);
  expect(may(sre, objects, asked)).toBe(false);
});

test('reviews answer for oneself and, to who may ask, for others', async () => {
  const { ask } = await served(smallWorld());
  const resourceAttributes = { namespace: 'flux-system', verb: 'get', resource: 'serviceaccounts' };
  const own = await ask(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    post({ spec: { resourceAttributes } }),
  );
  expect(own.status).toBe(201);
  expect(own.text).toContain(
    '"spec":{"resourceAttributes":{"namespace":"flux-system","verb":"get","resource":"serviceaccounts"}},"status":{"allowed":true,"reason":"RBAC: allowed by ClusterRoleBinding \\"viewers\\" of ClusterRole \\"view\\" to User \\"viewer@acme.example\\""}}',
  );
  const refused = await ask(
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    post({ spec: { resourceAttributes } }),
  );
  expect(refused.status).toBe(403);
  const admin = await served(withAdmin(smallWorld()));
  const other = await admin.ask(
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    post({ spec: { resourceAttributes, user: 'nobody@acme.example' } }),
  );
  expect(other.json['status']).toMatchObject({ allowed: false });
});

test('an empty review is refused in the words of the real one', async () => {
  const { ask } = await served(smallWorld());
  const told = await ask('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', post({ spec: {} }));
  expect(told.status).toBe(422);
  expect(told.json['message']).toBe(
    '.authorization.k8s.io "" is invalid: spec.resourceAttributes: Invalid value: "null": exactly one of nonResourceAttributes or resourceAttributes must be specified',
  );
});

test('who am I', async () => {
  const { ask } = await served(smallWorld());
  const { json } = await ask('/apis/authentication.k8s.io/v1/selfsubjectreviews', post({}));
  expect(json['status']).toEqual({
    userInfo: { username: 'viewer@acme.example', groups: ['acme:sre', 'system:authenticated'] },
  });
});
