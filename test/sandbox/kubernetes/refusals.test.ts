import { describe, expect, test } from 'vitest';
import { post, served } from './served.ts';
import { smallWorld, withAdmin } from './small-world.ts';

const ksa = '/api/v1/namespaces/flux-system/serviceaccounts/image-reflector-controller';

/** The last part of what GKE's own authorizer adds. */
function iam(permission: string): string {
  return `: requires one of [\\"${permission}\\"] permission(s).`;
}

describe('who are you', () => {
  test('an unknown token is refused with the same 129 bytes everywhere', async () => {
    const { ask } = await served(smallWorld());
    const body =
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}\n';
    for (const path of ['/version', '/api/v1/nodes', '/nope']) {
      const told = await ask(path, { token: 'rubbish' });
      expect([told.status, told.text]).toEqual([401, body]);
      expect(told.header('x-kubernetes-pf-flowschema-uid')).toBeNull();
    }
  });

  test('without a token one is anonymous, which is 403', async () => {
    const { ask } = await served(smallWorld());
    const told = await ask('/openid/v1/jwks', { token: null });
    expect(told.status).toBe(403);
    expect(told.json).toMatchObject({
      message: 'forbidden: User "system:anonymous" cannot get path "/openid/v1/jwks"',
      details: {},
    });
    expect((await ask('/version', { token: null })).status).toBe(200);
  });

  test("a KSA's token for another audience is none here; for the server's own it is", async () => {
    const { ask, server } = await served(smallWorld());
    const request = { namespace: 'flux-system', ksa: 'image-reflector-controller' };
    const foreign = await server.mintToken({ ...request, audience: 'acme-prod.svc.id.goog' });
    const own = await server.mintToken({ ...request, audience: server.issuer });
    expect((await ask('/version', { token: foreign })).status).toBe(401);
    expect((await ask('/.well-known/openid-configuration', { token: own })).status).toBe(200);
    server.store.remove(
      server.store.get({ kind: 'ServiceAccount', group: '' }, 'flux-system', 'image-reflector-controller') as never,
    );
    expect((await ask('/version', { token: own })).status).toBe(401);
  });

  test('the token of an expired kubeconfig is not known', async () => {
    const world = smallWorld();
    world.operator.kubeconfig = 'expired';
    const { ask } = await served(world);
    expect((await ask('/version')).status).toBe(401);
  });
});

describe('may you', () => {
  test('a right that is missing: the whole body', async () => {
    const { ask } = await served(smallWorld());
    const told = await ask(`${ksa}/token`, post({}));
    expect(told.text).toBe(
      `{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"serviceaccounts \\"image-reflector-controller\\" is forbidden: User \\"viewer@acme.example\\" cannot create resource \\"serviceaccounts/token\\" in API group \\"\\" in the namespace \\"flux-system\\"${iam('container.serviceAccounts.createToken')}","reason":"Forbidden","details":{"name":"image-reflector-controller","kind":"serviceaccounts"},"code":403}\n`,
    );
    expect(told.header('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['/api/v1/nodes', 'nodes is forbidden', 'at the cluster scope', 'container.nodes.list'],
    [
      '/apis/nope.example/v1/things',
      'things.nope.example is forbidden',
      'at the cluster',
      'container.thirdPartyObjects.list',
    ],
    [
      '/api/v1/namespaces/nons/secrets/x',
      'secrets "x" is forbidden',
      'in the namespace "nons"',
      'container.secrets.get',
    ],
  ])('403 comes before 404: %s', async (path, start, where, permission) => {
    const { ask } = await served(smallWorld());
    const { status, json } = await ask(path);
    expect(status).toBe(403);
    expect(json['message']).toMatch(new RegExp(`^${start}: User "viewer@acme.example" cannot`));
    expect(json['message']).toContain(where);
    expect(json['message']).toContain(permission);
  });

  test("Kubernetes' own users hear nothing of IAM", async () => {
    const { ask, server } = await served(smallWorld());
    const token = await server.mintToken({ namespace: 'flux-system', ksa: 'default', audience: server.issuer });
    expect((await ask('/api/v1/nodes', { token })).json['message']).toBe(
      'nodes is forbidden: User "system:serviceaccount:flux-system:default" cannot list resource "nodes" in API group "" at the cluster scope',
    );
  });

  test('to speak for another is a right of its own', async () => {
    const headers = { 'impersonate-user': 'x' };
    const viewer = await served(smallWorld());
    expect((await viewer.ask('/version', { headers })).json['message']).toMatch(
      /^users "x" is forbidden: User "viewer@acme.example" cannot impersonate resource "users" in API group "" at the cluster scope/,
    );
    const admin = await served(withAdmin(smallWorld()));
    expect((await admin.ask('/api/v1/nodes', { headers })).json['message']).toContain('User "x" cannot list');
  });
});

describe('not there', () => {
  test.each([
    [`${ksa}x`, 'serviceaccounts "image-reflector-controllerx" not found', 'serviceaccounts', undefined],
    [
      '/apis/apps/v1/namespaces/flux-system/deployments/flux',
      'deployments.apps "flux" not found',
      'deployments',
      'apps',
    ],
  ])('%s', async (path, message, kind, group) => {
    const { ask } = await served(withAdmin(smallWorld()));
    const { status, json } = await ask(path);
    expect(status).toBe(404);
    expect(json).toMatchObject({ message, reason: 'NotFound', details: { kind, ...(group && { group }) } });
  });

  test('a list in a namespace that is not there is empty, not an error', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const { status, json } = await ask('/api/v1/namespaces/nons/serviceaccounts');
    expect([status, json['items']]).toEqual([200, []]);
  });

  test('what is created there is refused', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const told = await ask('/api/v1/namespaces/nons/serviceaccounts/x/token', post({}));
    expect([told.status, told.json['message']]).toEqual([404, 'namespaces "nons" not found']);
  });

  test.each([
    '/apis/image.toolkit.fluxcd.io/v1/imagepolicies',
    '/apis/image.toolkit.fluxcd.io/v9/imagerepositories',
    '/nope',
  ])('no JSON for %s', async (path) => {
    const { ask } = await served(withAdmin(smallWorld()));
    const told = await ask(path);
    expect([told.status, told.text, told.header('content-type')]).toEqual([
      404,
      '404 page not found\n',
      'text/plain; charset=utf-8',
    ]);
  });

  test('a resource that a built-in group does not have', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const { json } = await ask('/api/v1/foos');
    expect(json).toMatchObject({ message: 'the server could not find the requested resource', details: {} });
  });

  test('a method that is not served', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    expect((await ask(`${ksa}/token`)).status).toBe(405);
  });
});

test('bodies are indented for curl alone', async () => {
  const { ask } = await served(withAdmin(smallWorld()));
  expect((await ask(ksa)).text).toMatch(/^\{"kind":"ServiceAccount","apiVersion":"v1","metadata":\{"name":.*\}\n$/);
  const curl = await ask(ksa, { headers: { 'user-agent': 'curl/8.5.0' } });
  expect(curl.text).toMatch(/^\{\n {2}"kind": "ServiceAccount",[^]*\}$/);
});

test("a world's faults come before all else, so many times", async () => {
  const world = withAdmin(smallWorld());
  const status = { kind: 'status', status: 429, body: 'Too many requests, please try again later.\n' } as const;
  world.faults.push({
    host: 'kubernetes',
    path: /nodes/,
    times: 1,
    answer: { ...status, headers: { 'retry-after': '1' } },
  });
  const { ask } = await served(world);
  const first = await ask('/api/v1/nodes');
  expect([first.status, first.header('retry-after')]).toEqual([429, '1']);
  expect((await ask('/api/v1/nodes')).status).toBe(200);
});

test('a connection that is reset is an error, not an answer', async () => {
  const world = withAdmin(smallWorld());
  world.faults.push({ host: 'kubernetes', answer: { kind: 'reset' } });
  const { ask } = await served(world);
  await expect(ask('/version')).rejects.toThrow('fetch failed');
});

test('an unreachable cluster refuses connections', async () => {
  const world = smallWorld();
  world.cluster.reachable = false;
  const { ask } = await served(world);
  await expect(ask('/version')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});
