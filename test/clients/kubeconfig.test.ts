import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KubeconfigError } from '../../src/clients/api-error.ts';
import { listContexts, resolveContext } from '../../src/clients/kubeconfig/contexts.ts';
import { inCluster } from '../../src/clients/kubeconfig/in-cluster.ts';
import { makeFolder } from './folder.ts';

function config(name: string, server: string, more = ''): string {
  return `
apiVersion: v1
kind: Config
clusters: [{ name: ${name}, cluster: { server: "${server}" } }]
users: [{ name: ${name}, user: { token: t-${name} } }]
contexts: [{ name: ${name}, context: { cluster: ${name}, user: ${name}, namespace: ns-${name} } }]
${more}`;
}

async function trouble(work: Promise<unknown>): Promise<KubeconfigError> {
  const error: unknown = await work.then(
    () => new Error('was read'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof KubeconfigError) return error;
  throw error;
}

describe('several files', () => {
  test('the first current context stands, missing and empty files are passed over', async () => {
    await using folder = await makeFolder();
    const files = [
      join(folder.path, 'not-there'),
      await folder.write('empty', ''),
      await folder.write('a', config('one', 'https://one')),
      await folder.write('b', config('two', 'https://two', 'current-context: two')),
      await folder.write('c', config('three', 'https://three', 'current-context: three')),
    ];
    const env = { KUBECONFIG: files.join(delimiter) };
    expect(await listContexts({ env })).toEqual({
      contexts: ['one', 'two', 'three'].map((name) => ({ name, user: name, usesExec: false })),
      current: 'two',
    });
  });

  test('of one name the first entry stands, whole', async () => {
    await using folder = await makeFolder();
    const env = {
      KUBECONFIG: [
        await folder.write('a', config('one', 'https://first', 'current-context: one')),
        await folder.write(
          'b',
          `clusters: [{ name: one, cluster: { server: "https://second", tls-server-name: second } }]`,
        ),
      ].join(delimiter),
    };
    const { cluster, namespace } = await resolveContext(env, undefined, undefined);
    expect(cluster.server).toBe('https://first');
    expect(cluster['tls-server-name']).toBeUndefined();
    expect(namespace).toBe('ns-one');
  });

  test('context, cluster and user may stand in three files', async () => {
    await using folder = await makeFolder();
    const env = {
      KUBECONFIG: [
        await folder.write('a', 'contexts: [{ name: x, context: { cluster: c, user: u } }]\ncurrent-context: x'),
        await folder.write('b', 'clusters: [{ name: c, cluster: { server: "https://c" } }]'),
        await folder.write('c', 'users: [{ name: u, user: { token: t } }]'),
      ].join(delimiter),
    };
    const { cluster, user } = await resolveContext(env, undefined, undefined);
    expect([cluster.server, user.token]).toEqual(['https://c', 't']);
  });
});

test('paths are relative to the file that names them; a bare command is not', async () => {
  await using folder = await makeFolder();
  const file = await folder.write(
    'config',
    `
clusters: [{ name: c, cluster: { server: "https://c", certificate-authority: ca.pem } }]
users:
  - { name: beside, user: { tokenFile: sub/token, client-key: /abs/key, exec: { apiVersion: v, command: ./plugin } } }
  - { name: in-path, user: { exec: { apiVersion: v, command: gke-gcloud-auth-plugin } } }
contexts:
  - { name: beside, context: { cluster: c, user: beside } }
  - { name: in-path, context: { cluster: c, user: in-path } }
`,
  );
  const beside = await resolveContext({}, file, 'beside');
  expect(beside.cluster['certificate-authority']).toBe(join(folder.path, 'ca.pem'));
  expect(beside.user.tokenFile).toBe(join(folder.path, 'sub/token'));
  expect(beside.user['client-key']).toBe('/abs/key');
  expect(beside.user.exec?.command).toBe(join(folder.path, 'plugin'));
  expect((await resolveContext({}, file, 'in-path')).user.exec?.command).toBe('gke-gcloud-auth-plugin');
  expect((await listContexts({ env: {}, kubeconfig: file })).contexts).toEqual([
    { name: 'beside', user: 'beside', usesExec: true },
    { name: 'in-path', user: 'in-path', usesExec: true },
  ]);
});

test('HOME holds the one that nobody names', async () => {
  await using folder = await makeFolder();
  const error = await trouble(listContexts({ env: { HOME: folder.path } }));
  expect(error.problem).toBe('absent');
});

describe('what is wrong is told, and no secret of it', () => {
  test.each([
    ['no YAML', 'users: [{ name: a, user: { token: s3cret } }', 'invalid'],
    ['no kubeconfig', 'users: 3', 'invalid'],
    ['a name twice', 'users: [{ name: a, user: { token: s3cret } }, { name: a }]', 'invalid'],
    ['no current context', 'contexts: [{ name: a, context: { cluster: c, user: u } }]', 'context'],
    ['another context', 'current-context: nope\ncontexts: [{ name: a, context: { cluster: c, user: u } }]', 'context'],
    ['no such cluster', 'current-context: a\ncontexts: [{ name: a, context: { cluster: c, user: u } }]', 'invalid'],
    [
      'no such user',
      'current-context: a\ncontexts: [{ name: a, context: { cluster: c, user: u } }]\nclusters: [{ name: c, cluster: { server: x } }]',
      'invalid',
    ],
  ])('%s', async (_, content, problem) => {
    await using folder = await makeFolder();
    const file = await folder.write('config', content);
    const error = await trouble(resolveContext({}, file, undefined));
    expect(error.problem).toBe(problem);
    expect(error.source).toContain(file);
    expect(error.message).not.toContain('s3cret');
  });

  test('a file that was named and is not there', async () => {
    const error = await trouble(listContexts({ env: {}, kubeconfig: '/nowhere/config' }));
    expect(error.problem).toBe('absent');
  });
});

test('in a pod, the mounted account', async () => {
  await using folder = await makeFolder();
  await folder.write('token', 'jwt');
  await folder.write('namespace', 'flux-system\n');
  const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
  const pod = await inCluster(env, folder.path);
  expect(pod?.current).toBe('in-cluster');
  expect(pod?.clusters.get('in-cluster')?.server).toBe('https://[fd00::1]:443');
  expect(pod?.users.get('in-cluster')?.tokenFile).toBe(join(folder.path, 'token'));
  expect(pod?.contexts.get('in-cluster')?.namespace).toBe('flux-system');
  expect(await inCluster({}, folder.path)).toBeNull();
});
