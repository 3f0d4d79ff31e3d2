import { expect, test } from 'vitest';
import { openGoogle } from '../../src/clients/google/open.ts';
import { Secret } from '../../src/clients/secret.ts';
import { Memo } from '../../src/engine/memo.ts';
import { emptyList, openCluster } from './clusters.ts';
import { makeFolder } from './folder.ts';
import { get, openTransport } from './opened.ts';
import { serveHttps, serveProxy } from './servers.ts';

const cluster = 'cluster.example';

/** A kubeconfig as gcloud writes it: with the cluster's own CA. */
function kubeconfig(caPem: string, more = ''): string {
  const ca = Buffer.from(caPem).toString('base64');
  return `
clusters: [{ name: c, cluster: { server: "https://${cluster}", certificate-authority-data: ${ca}${more} } }]
users: [{ name: u, user: { token: t } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
current-context: x
`;
}

test('the cluster is reached by the environment’s proxy, with its own CA, on one connection', async () => {
  await using folder = await makeFolder();
  await using server = await serveHttps([cluster], 'unknown', (asked) => ({ body: emptyList(asked) }));
  await using proxy = await serveProxy(server.port);
  await using opened = openTransport({ https_proxy: proxy.url });
  const kubernetes = await openCluster(opened, await folder.write('config', kubeconfig(server.caPem)));
  await Promise.all([kubernetes.list('pods'), kubernetes.list('nodes'), kubernetes.list('events')]);
  expect(server.asked).toHaveLength(3);
  expect(proxy.tunnels).toEqual([`${cluster}:443`]);
});

test('proxy-url in the kubeconfig goes before the environment’s, NO_PROXY or not', async () => {
  await using folder = await makeFolder();
  await using server = await serveHttps([cluster], 'unknown', (asked) => ({ body: emptyList(asked) }));
  await using environments = await serveProxy(server.port);
  await using clusters = await serveProxy(server.port);
  await using opened = openTransport({ HTTPS_PROXY: environments.url, NO_PROXY: '*' });
  const file = await folder.write('config', kubeconfig(server.caPem, `, proxy-url: "${clusters.url}"`));
  await (await openCluster(opened, file)).list('pods');
  expect(clusters.tunnels).toEqual([`${cluster}:443`]);
  expect(environments.tunnels).toEqual([]);
});

test('every client of Google goes by it: REST, both SDKs, STS and the registry', async () => {
  await using folder = await makeFolder();
  const hosts = ['iam', 'iamcredentials', 'storage', 'sts'].map((name) => `${name}.googleapis.com`);
  const tokens = { accessToken: 'a', expireTime: '2030-01-01T00:00:00Z', access_token: 'a' };
  const body = { ...tokens, kind: 'storage#objects', items: [], tags: [] };
  const challenge = { 'www-authenticate': 'Bearer realm="https://gcr.io/v2/token"' };
  const unauthorized = { errors: [{ code: 'UNAUTHORIZED', message: 'not authenticated' }] };
  await using server = await serveHttps([...hosts, 'gcr.io'], 'trusted', ({ path }) =>
    path === '/v2/' ? { status: 401, headers: challenge, body: unauthorized } : { body },
  );
  await using proxy = await serveProxy(server.port);
  const env = { HTTPS_PROXY: proxy.url.replace('http://', ''), HOME: folder.path };
  await using opened = openTransport(env);
  const google = openGoogle({ transport: opened.transport, memo: new Memo(), env, signal: opened.signal });
  const caller = google.callerWith(new Secret('t'), 'GSA g', null);
  await Promise.all([
    google.serviceAccountExists(caller, 'g@p.iam.gserviceaccount.com'),
    google.generateAccessToken(caller, 'g@p.iam.gserviceaccount.com', ['s']),
    google.bucketObjects(caller, 'b', ''),
    google.exchange(new Secret('j'), 'a', 'KSA a/b'),
    google.tags(caller, 'gcr.io', 'p/i'),
  ]);
  expect(new Set(proxy.tunnels)).toEqual(new Set([...hosts, 'gcr.io'].map((host) => `${host}:443`)));
});

test('the proxy is shown its user and password', async () => {
  await using server = await serveHttps(['iam.googleapis.com'], 'trusted', () => ({ body: {} }));
  await using proxy = await serveProxy(server.port);
  await using opened = openTransport({ HTTPS_PROXY: proxy.url.replace('http://', 'http://joe:p%40ss@') });
  await get(opened.transport, 'https://iam.googleapis.com/');
  expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('joe:p@ss').toString('base64')}`]);
  expect(opened.log.join('\n')).not.toContain('p@ss');
});

test('a proxy that refuses is named as what refused', async () => {
  await using proxy = await serveProxy(null);
  await using opened = openTransport({ HTTPS_PROXY: proxy.url });
  await expect(get(opened.transport, 'https://iam.googleapis.com/')).rejects.toMatchObject({
    kind: 'not-reached',
    details: {
      host: 'iam.googleapis.com',
      message: `the proxy ${proxy.url.replace('http://', '')} refuses to connect (HTTP 403)`,
    },
  });
  expect(proxy.tunnels).toEqual(['iam.googleapis.com:443']);
});
