import { describe, expect, test } from 'vitest';
import { kubeconfigFor, openCluster } from './clusters.ts';
import { makeFolder } from './folder.ts';
import { openTransport } from './opened.ts';
import { serveHttp, serveHttps } from './servers.ts';
import type { Answer, Asked, Behaviour } from './servers.ts';

const pod = (name: string) => ({ metadata: { name, namespace: 'a', creationTimestamp: '2026-01-02T03:04:05Z' } });

/** One cluster that answers so, and what it was asked. */
async function withCluster<T>(
  behave: Behaviour,
  use: (cluster: Awaited<ReturnType<typeof openCluster>>, asked: readonly Asked[]) => Promise<T>,
  user = '{ token: secret-token }',
): Promise<T> {
  await using folder = await makeFolder();
  await using server = await serveHttps(['127.0.0.1'], 'unknown', behave);
  await using opened = openTransport({});
  const kubeconfig = await kubeconfigFor(server, folder, user);
  return await use(await openCluster(opened, kubeconfig), server.asked);
}

function query(asked: Asked): URLSearchParams {
  return new URL(asked.path, 'https://x').searchParams;
}

describe('lists', () => {
  const page = (items: object[], token = ''): Answer => ({
    body: { kind: 'PodList', apiVersion: 'v1', metadata: token === '' ? {} : { continue: token }, items },
  });

  test('are read page by page, with the selectors of the first', async () => {
    await withCluster(
      (asked) => (query(asked).get('continue') === 'next' ? page([pod('b')]) : page([pod('a')], 'next')),
      async (cluster, asked) => {
        const pods = await cluster.list('pods', {
          namespace: 'a',
          labelSelector: 'app=x',
          fieldSelector: 'spec.nodeName=n',
        });
        expect(pods.map(({ metadata }) => metadata?.name)).toEqual(['a', 'b']);
        expect(pods[0]?.metadata?.creationTimestamp).toBeInstanceOf(Date);
        expect(asked.map((one) => Object.fromEntries(query(one)))).toEqual([
          { limit: '500', labelSelector: 'app=x', fieldSelector: 'spec.nodeName=n' },
          { limit: '500', labelSelector: 'app=x', fieldSelector: 'spec.nodeName=n', continue: 'next' },
        ]);
      },
    );
  });

  test.each([
    ['built-in', 'pods'],
    ['custom', null],
  ] as const)('of %s objects go on with the token that an expired one is answered with', async (_, kind) => {
    const expired = {
      status: 410,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: { continue: 'fresh' },
        status: 'Failure',
        reason: 'Expired',
        message: 'too old',
        code: 410,
      },
    };
    const customs = (items: object[], token = ''): Answer => ({
      body: {
        kind: 'ImageRepositoryList',
        apiVersion: 'image.toolkit.fluxcd.io/v1',
        metadata: { continue: token },
        items,
      },
    });
    const of = kind === null ? customs : page;
    await withCluster(
      (asked) => {
        const token = query(asked).get('continue');
        return token === null ? of([pod('a')], 'old') : token === 'old' ? expired : of([pod('b')]);
      },
      async (cluster) => {
        const custom = { group: 'image.toolkit.fluxcd.io', version: 'v1', resource: 'imagerepositories' };
        const items = kind === null ? await cluster.listCustom(custom) : await cluster.list(kind);
        expect(items?.map(({ metadata }) => metadata?.name)).toEqual(['a', 'b']);
      },
    );
  });

  test.each<[string, Answer]>([
    ['a captive portal', { body: '<html>log in</html>', headers: { 'content-type': 'text/html' } }],
    ['JSON of somebody else', { body: { ok: true } }],
    ['an empty object', { body: {} }],
    ['a list that is none', { body: { kind: 'PodList', items: null } }],
  ])('%s is not "nothing there"', async (_, answer) => {
    await withCluster(
      () => answer,
      async (cluster) => {
        const custom = { group: 'g.example', version: 'v1', resource: 'things' };
        await expect(cluster.list('pods')).rejects.toMatchObject({ kind: 'nonsense' });
        await expect(cluster.listCustom(custom)).rejects.toMatchObject({ kind: 'nonsense' });
        await expect(cluster.get('pods', 'a', 'x')).rejects.toMatchObject({ kind: 'nonsense' });
        await expect(cluster.getCustom(custom, 'a', 'x')).rejects.toMatchObject({ kind: 'nonsense' });
        await expect(cluster.createToken('a', 'x', 'aud')).rejects.toMatchObject({ kind: 'nonsense' });
        await expect(cluster.served()).rejects.toMatchObject({ kind: 'nonsense' });
        await expect(cluster.issuer()).rejects.toMatchObject({ kind: 'nonsense' });
        await expect(cluster.version()).rejects.toMatchObject({ kind: 'nonsense' });
        await expect(cluster.mayI({ verb: 'get', group: '', resource: 'pods' })).rejects.toMatchObject({
          kind: 'nonsense',
        });
      },
    );
  });

  test('are asked for once in a run', async () => {
    await withCluster(
      () => page([]),
      async (cluster, asked) => {
        await Promise.all([cluster.list('pods'), cluster.list('pods'), cluster.list('pods', { namespace: 'a' })]);
        await cluster.list('pods');
        expect(asked).toHaveLength(2);
      },
    );
  });
});

test('a 404 of one object is null, and of a kind that is not served', async () => {
  await withCluster(
    () => ({ status: 404, body: '404 page not found\n' }),
    async (cluster) => {
      const custom = { group: 'g.example', version: 'v1', resource: 'things' };
      expect(await cluster.getCustom(custom, 'a', 'x')).toBeNull();
      expect(await cluster.listCustom(custom)).toBeNull();
      await expect(cluster.get('serviceaccounts', 'a', 'x')).rejects.toMatchObject({ kind: 'nonsense' });
      await expect(cluster.createToken('a', 'x', 'aud')).rejects.toMatchObject({ kind: 'nonsense' });
    },
  );
  const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404, reason: 'NotFound' };
  await withCluster(
    () => ({ status: 404, body: { ...body, message: 'serviceaccounts "x" not found' } }),
    async (cluster) => {
      expect(await cluster.get('serviceaccounts', 'a', 'x')).toBeNull();
      await expect(cluster.get('serviceaccounts', 'a', 'y')).rejects.toMatchObject({ kind: 'nonsense' });
      await expect(cluster.createToken('a', 'x', 'aud')).rejects.toMatchObject({ kind: 'not-found' });
    },
  );
});

test('a KSA’s token lives 600 seconds, and tells its issuer', async () => {
  const claims = { iss: 'https://issuer.example', iat: 100, exp: 700, aud: ['pool'] };
  const jwt = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
  await withCluster(
    () => ({ status: 201, body: { kind: 'TokenRequest', metadata: {}, spec: {}, status: { token: jwt } } }),
    async (cluster, asked) => {
      const minted = await cluster.createToken('flux-system', 'flux', 'pool');
      expect(minted).toMatchObject({
        audience: 'pool',
        issuer: 'https://issuer.example',
        issuedAt: 100,
        expiresAt: 700,
      });
      expect(minted.token.reveal()).toBe(jwt);
      expect(JSON.stringify(minted)).not.toContain(jwt);
      expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
        spec: { audiences: ['pool'], expirationSeconds: 600 },
      });
      await cluster.createToken('flux-system', 'flux', 'pool');
      expect(asked).toHaveLength(1);
      await cluster.createToken('flux-system', 'flux', 'pool', 1);
      expect(asked).toHaveLength(2);
    },
  );
});

describe('discovery', () => {
  const plain: Record<string, unknown> = {
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/api/v1': {
      kind: 'APIResourceList',
      groupVersion: 'v1',
      resources: [
        { name: 'pods', kind: 'Pod', namespaced: true },
        { name: 'pods/log', kind: 'Pod', namespaced: true },
      ],
    },
    '/apis': {
      kind: 'APIGroupList',
      groups: [
        { name: 'g.example', versions: [{ version: 'v1' }] },
        { name: 'down.example', versions: [{ version: 'v1beta1' }] },
      ],
    },
    '/apis/g.example/v1': {
      kind: 'APIResourceList',
      resources: [{ name: 'things', kind: 'Thing', namespaced: false }],
    },
  };

  test('an API server that knows no aggregated form is asked piece by piece; a group that is down hides nothing', async () => {
    await withCluster(
      ({ path }) => {
        const body = plain[path];
        return body === undefined
          ? { status: 503, headers: { 'retry-after': '0' }, body: 'service unavailable\n' }
          : { body };
      },
      async (cluster) => {
        expect(await cluster.served()).toEqual([
          { group: '', version: 'v1', resource: 'pods', kind: 'Pod', namespaced: true },
          { group: 'g.example', version: 'v1', resource: 'things', kind: 'Thing', namespaced: false },
        ]);
      },
    );
  });
});

describe('as whom', () => {
  const list = { body: { kind: 'PodList', metadata: {}, items: [] } };
  test.each([
    ['{ token: t }', { authorization: 'Bearer t' }],
    ['{ username: joe, password: p }', { authorization: `Basic ${Buffer.from('joe:p').toString('base64')}` }],
    ['{ token: t, as: jane, as-groups: [dev] }', { 'impersonate-user': 'jane', 'impersonate-group': 'dev' }],
  ])('%s', async (user, headers) => {
    await withCluster(
      () => list,
      async (cluster, asked) => {
        await cluster.list('pods');
        expect(asked[0]?.headers).toMatchObject(headers);
      },
      user,
    );
  });

  test('nobody, where the kubeconfig names no credential', async () => {
    await withCluster(
      () => list,
      async (cluster, asked) => {
        await cluster.list('pods');
        expect(asked[0]?.headers).not.toHaveProperty('authorization');
      },
      '{}',
    );
  });

  test('a token file is read beside its kubeconfig, and wins over a token', async () => {
    await using folder = await makeFolder();
    await using server = await serveHttps(['127.0.0.1'], 'unknown', () => list);
    await using opened = openTransport({});
    await folder.write('token', 'from-file\n');
    const kubeconfig = await kubeconfigFor(server, folder, '{ tokenFile: token, token: inline }');
    await (await openCluster(opened, kubeconfig)).list('pods');
    expect(server.asked[0]?.headers['authorization']).toBe('Bearer from-file');
  });

  test('kubectl’s old provider of Google is told to be gone', async () => {
    await using folder = await makeFolder();
    await using server = await serveHttps(['127.0.0.1'], 'unknown', () => list);
    await using opened = openTransport({});
    const kubeconfig = await kubeconfigFor(server, folder, '{ auth-provider: { name: gcp } }');
    await expect(openCluster(opened, kubeconfig)).rejects.toThrow(/gke-gcloud-auth-plugin/);
  });
});

describe('TLS', () => {
  const list = { body: { kind: 'PodList', metadata: {}, items: [] } };

  test('tls-server-name is the name that is checked', async () => {
    await using folder = await makeFolder();
    await using server = await serveHttps(['kubernetes.default'], 'unknown', () => list);
    await using opened = openTransport({});
    const named = await kubeconfigFor(server, folder, '{ token: t }', ', tls-server-name: kubernetes.default');
    expect(await (await openCluster(opened, named)).list('pods')).toEqual([]);
    const unnamed = await kubeconfigFor(server, folder, '{ token: t }');
    await expect((await openCluster(opened, unnamed)).list('pods')).rejects.toMatchObject({ kind: 'not-trusted' });
  });

  test('another CA is not trusted, unless all are', async () => {
    await using folder = await makeFolder();
    await using server = await serveHttps(['127.0.0.1'], 'unknown', () => list);
    await using other = await serveHttps(['127.0.0.1'], 'unknown', () => list);
    await using opened = openTransport({});
    const wrong = { ...server, caPem: other.caPem };
    const strict = await kubeconfigFor(wrong, folder, '{ token: t }');
    await expect((await openCluster(opened, strict)).list('pods')).rejects.toMatchObject({ kind: 'not-trusted' });
    expect(server.asked).toEqual([]);
    const lax = await openCluster(
      opened,
      await kubeconfigFor(wrong, folder, '{ token: t }', ', insecure-skip-tls-verify: true'),
    );
    expect(lax.skipsTlsVerification).toBe(true);
    expect(await lax.list('pods')).toEqual([]);
  });

  test('no credential goes to a server without TLS', async () => {
    await using folder = await makeFolder();
    await using opened = openTransport({});
    await using server = await serveHttp(() => list);
    const kubeconfig = await folder.write(
      'plain',
      `clusters: [{ name: c, cluster: { server: "http://127.0.0.1:${server.port}" } }]
users: [{ name: u, user: { token: secret } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
current-context: x`,
    );
    await (await openCluster(opened, kubeconfig)).list('pods');
    expect(server.asked[0]?.headers['authorization']).toBeUndefined();
  });
});
