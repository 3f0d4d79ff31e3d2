import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ApiError, KubeconfigError } from '../../src/clients/api-error.ts';
import { emptyList, kubeconfigFor, openCluster } from './clusters.ts';
import { makeFolder } from './folder.ts';
import type { Folder } from './folder.ts';
import { openTransport } from './opened.ts';
import { serveHttps } from './servers.ts';
import type { Asked } from './servers.ts';

const version = 'client.authentication.k8s.io/v1beta1';

/** Notes each run with what it was told, waits for the end of its input, and hands out `token-1`, `token-2`, … */
const plugin = `
const { appendFileSync, readFileSync } = require('node:fs');
const input = readFileSync(0, 'utf8');
appendFileSync(process.env.RUNS, JSON.stringify({ input, info: JSON.parse(process.env.KUBERNETES_EXEC_INFO) }) + '\\n');
const runs = readFileSync(process.env.RUNS, 'utf8').trim().split('\\n').length;
const status = { token: 'token-' + runs, ...JSON.parse(process.env.STATUS || '{}') };
console.log(JSON.stringify({ kind: 'ExecCredential', apiVersion: '${version}', status }));
`;

interface Run {
  readonly input: string;
  readonly info: {
    readonly apiVersion: string;
    readonly spec: { readonly cluster?: unknown; readonly interactive: boolean };
  };
}

async function runsOf(folder: Folder): Promise<readonly Run[]> {
  const text = await readFile(join(folder.path, 'runs'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Run);
}

async function pluginUser(folder: Folder, more = '', script = plugin, status = '{}'): Promise<string> {
  const file = await folder.write('plugin.cjs', script);
  const env = `[{ name: RUNS, value: "${join(folder.path, 'runs')}" }, { name: STATUS, value: '${status}' }]`;
  return `{ exec: { apiVersion: ${version}, command: "${process.execPath}", args: ["${file}"], env: ${env}${more} } }`;
}

const unauthorized = {
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  message: 'Unauthorized',
  reason: 'Unauthorized',
  code: 401,
};

function authorizationOf(asked: Asked): string {
  return String(asked.headers['authorization']);
}

test('runs once for calls made at once, with its input closed', async () => {
  await using folder = await makeFolder();
  await using server = await serveHttps(['127.0.0.1'], 'unknown', (asked) => ({ body: emptyList(asked) }));
  await using opened = openTransport({});
  const kubernetes = await openCluster(opened, await kubeconfigFor(server, folder, await pluginUser(folder)));
  await Promise.all([
    kubernetes.list('pods'),
    kubernetes.list('nodes'),
    kubernetes.list('deployments'),
    kubernetes.list('pods', { namespace: 'a' }),
  ]);
  const runs = await runsOf(folder);
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({ input: '', info: { apiVersion: version, spec: { interactive: false } } });
  expect(runs[0]?.info.spec.cluster).toBeUndefined();
  expect(server.asked.map(authorizationOf)).toEqual(Array.from({ length: 4 }, () => 'Bearer token-1'));
  expect(server.connections()).toBe(1);
});

test('is told of the cluster where the kubeconfig wants it', async () => {
  await using folder = await makeFolder();
  await using server = await serveHttps(['127.0.0.1'], 'unknown', (asked) => ({ body: emptyList(asked) }));
  await using opened = openTransport({});
  const user = await pluginUser(folder, ', provideClusterInfo: true');
  await (await openCluster(opened, await kubeconfigFor(server, folder, user))).list('pods');
  const [run] = await runsOf(folder);
  expect(run?.info.spec.cluster).toMatchObject({
    server: `https://127.0.0.1:${server.port}`,
    'certificate-authority-data': Buffer.from(server.caPem).toString('base64'),
  });
});

test('a 401 renews its credential once', async () => {
  await using folder = await makeFolder();
  await using server = await serveHttps(['127.0.0.1'], 'unknown', (asked) =>
    authorizationOf(asked) === 'Bearer token-2' ? { body: emptyList(asked) } : { status: 401, body: unauthorized },
  );
  await using opened = openTransport({});
  const kubernetes = await openCluster(opened, await kubeconfigFor(server, folder, await pluginUser(folder)));
  const lists = await Promise.all([kubernetes.list('pods'), kubernetes.list('nodes')]);
  expect(lists).toEqual([[], []]);
  expect(await runsOf(folder)).toHaveLength(2);
});

test('a credential that is refused however new it is stays refused', async () => {
  await using folder = await makeFolder();
  await using server = await serveHttps(['127.0.0.1'], 'unknown', () => ({ status: 401, body: unauthorized }));
  await using opened = openTransport({});
  const kubernetes = await openCluster(opened, await kubeconfigFor(server, folder, await pluginUser(folder)));
  await expect(kubernetes.list('pods')).rejects.toMatchObject({ kind: 'unauthenticated' });
  await expect(kubernetes.list('nodes')).rejects.toBeInstanceOf(ApiError);
  expect(await runsOf(folder)).toHaveLength(2);
});

test('a credential that has run out is asked for anew', async () => {
  await using folder = await makeFolder();
  await using server = await serveHttps(['127.0.0.1'], 'unknown', (asked) => ({ body: emptyList(asked) }));
  await using opened = openTransport({});
  const user = await pluginUser(folder, '', plugin, '{"expirationTimestamp":"2020-01-01T00:00:00Z"}');
  await (await openCluster(opened, await kubeconfigFor(server, folder, user))).list('pods');
  expect((await runsOf(folder)).length).toBeGreaterThan(1);
});

describe('one that fails', () => {
  async function failing(user: (folder: Folder) => Promise<string>): Promise<KubeconfigError> {
    await using folder = await makeFolder();
    await using server = await serveHttps(['127.0.0.1'], 'unknown', (asked) => ({ body: emptyList(asked) }));
    await using opened = openTransport({});
    const kubernetes = await openCluster(opened, await kubeconfigFor(server, folder, await user(folder)));
    const error: unknown = await kubernetes.list('pods').catch((thrown: unknown) => thrown);
    expect(server.asked).toEqual([]);
    if (error instanceof KubeconfigError) return error;
    throw error;
  }

  test('is told in its own words, without tokens, with the hint how to install it', async () => {
    const script = 'console.error("reauth needed\\u001b[31m, had ya29.abcdefghijk"); process.exit(3);';
    const error = await failing((folder) => pluginUser(folder, ', installHint: "apt install it"', script));
    expect(error.problem).toBe('exec');
    expect(error.message).toContain('exit code 3: reauth needed, had [redacted]');
    expect(error.plugin).toEqual({ cause: 'failed', login: null, hint: 'apt install it' });
  });

  test('is not there', async () => {
    const error = await failing(() =>
      Promise.resolve(
        `{ exec: { apiVersion: ${version}, command: no-such-plugin-anywhere, installHint: "get it at x" } }`,
      ),
    );
    expect(error.source).toBe('no-such-plugin-anywhere');
    expect(error.message).toContain('not installed');
    expect(error.plugin).toEqual({ cause: 'missing', login: null, hint: 'get it at x' });
  });

  test.each([
    [
      'wants a login',
      'gke-gcloud-auth-plugin',
      'failure while executing gcloud, with args [config config-helper --format=json]: exit status 1 (err: ERROR: (gcloud.config.config-helper) There was a problem refreshing your current auth tokens: Reauthentication failed. cannot prompt during non-interactive execution.',
      { cause: 'login', login: 'gcloud' },
    ],
    [
      'wants the other login',
      'gke-gcloud-auth-plugin',
      'print credential failed with error: Failed to retrieve access token:: google: could not find default credentials.',
      { cause: 'login', login: 'application-default' },
    ],
    [
      'lacks gcloud',
      'gke-gcloud-auth-plugin',
      'failure while executing gcloud, with args [config config-helper --format=json]: exec: "gcloud": executable file not found in $PATH',
      { cause: 'gcloud-missing', login: 'gcloud' },
    ],
    [
      'says no more than that gcloud failed, as it did at first',
      'gke-gcloud-auth-plugin',
      'failure while executing gcloud, with args [config config-helper --format=json]: exit status 1',
      { cause: 'failed', login: 'gcloud' },
    ],
    [
      'is of another cloud, whose logins are not known',
      'aws-iam-authenticator',
      'could not get token: NoCredentialProviders, please run aws sso login',
      { cause: 'failed', login: null },
    ],
  ])('%s', async (_, name, words, wanted) => {
    const error = await failing(async (folder) => {
      const command = await folder.write(name, `#!/bin/sh\ncat >&2 <<'END'\n${words}\nEND\nexit 1\n`);
      await chmod(command, 0o755);
      return `{ exec: { apiVersion: ${version}, command: "${command}" } }`;
    });
    expect(error.plugin).toEqual({ ...wanted, hint: '' });
  });

  test.each([
    ['prints nothing', 'process.exit(0)', /no ExecCredential/],
    ['prints rubbish', 'console.log("hello")', /no ExecCredential/],
    [
      'speaks another version',
      'console.log(JSON.stringify({kind:"ExecCredential",apiVersion:"client.authentication.k8s.io/v1",status:{token:"t"}}))',
      /answered in client\.authentication\.k8s\.io\/v1,/,
    ],
    [
      'gives no credential',
      `console.log(JSON.stringify({kind:"ExecCredential",apiVersion:"${version}",status:{}}))`,
      /neither/,
    ],
  ])('%s', async (_, script, words) => {
    expect((await failing((folder) => pluginUser(folder, '', script))).message).toMatch(words);
  });

  test('insists on a terminal', async () => {
    const error = await failing((folder) => pluginUser(folder, ', interactiveMode: Always'));
    expect(error.message).toContain('terminal');
  });

  test('is of a version that is gone', async () => {
    const error = await failing(() =>
      Promise.resolve('{ exec: { apiVersion: client.authentication.k8s.io/v1alpha1, command: x } }'),
    );
    expect(error.message).toContain('v1alpha1');
  });
});
