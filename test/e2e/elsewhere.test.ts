/** How the doctor finds its way: contexts, kubeconfigs, log-ins, proxies and certificates as people have them. */

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { account, project, takeMinting, takeReadings } from '../../src/sandbox/scenarios/scenario.ts';
import type { HealthyWorld, World } from '../../src/sandbox/world.ts';
import { serviceAccount } from '../../src/sandbox/worlds/google-project.ts';
import { healthyWorld } from '../../src/sandbox/worlds/healthy.ts';
import { ask, holds } from './asked.ts';
import type { Told } from './asked.ts';

type Env = Record<string, string>;

const healthy: Told = { verdict: 'healthy', code: null, warns: [] };
const open = (code: string | null, ...warns: string[]): Told => ({ verdict: 'inconclusive', code, warns });

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'flux-wi-test-'));
  folders.push(made);
  return made;
}

interface Kubeconfig {
  'current-context'?: string;
  clusters: { name: string; cluster: Record<string, unknown> }[];
  contexts: { name: string; context: { cluster: string; user: string } }[];
  users: { name: string; user: Record<string, unknown> }[];
  [field: string]: unknown;
}

/** The sandbox's own kubeconfig, changed. */
function kubeconfig(env: Readonly<Env>, change: (config: Kubeconfig) => void): Env {
  const config = parse(readFileSync(env['KUBECONFIG'] ?? '', 'utf8')) as Kubeconfig;
  change(config);
  const file = join(folder(), 'config');
  writeFileSync(file, stringify(config));
  return { ...env, KUBECONFIG: file };
}

/** Other Application Default Credentials, made of those of the sandbox. */
function credentials(env: Readonly<Env>, change: (own: object) => object): Env {
  const own = JSON.parse(readFileSync(env['GOOGLE_APPLICATION_CREDENTIALS'] ?? '', 'utf8')) as object;
  const file = join(folder(), 'adc.json');
  writeFileSync(file, JSON.stringify(change(own)));
  return { ...env, GOOGLE_APPLICATION_CREDENTIALS: file };
}

function without(env: Readonly<Env>, ...names: string[]): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

function script(name: string, lines: readonly string[]): string {
  const file = join(folder(), name);
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
  return file;
}

type Row = readonly [
  title: string,
  told: Told,
  parts: {
    readonly from?: HealthyWorld;
    readonly change?: (world: World) => void;
    readonly env?: (env: Readonly<Env>) => Env;
    readonly args?: readonly string[];
  },
];

function each(rows: readonly Row[]): void {
  test.concurrent.each(rows)('%s', async (_, told, { from = 'flux-v2', change, env, args }) => {
    const world = healthyWorld(from);
    change?.(world);
    holds(await ask(world, { ...(args && { args }), ...(env && { env }) }), told);
  });
}

/** Another project's cluster, which the context's name seems to mean. */
function othersCluster(world: World): void {
  const found = project(world, 'acme-prod');
  world.google.projects['other-prod'] = {
    ...structuredClone(found),
    number: '271828182800',
    serviceAccounts: {},
    repositories: {},
  };
  world.cluster.context = 'gke_other-prod_europe-west1_prod-1';
}

const mayNot = 'kubernetes-permission-missing';

describe('which cluster it is', () => {
  each([
    ['a context renamed', healthy, { change: (world) => void (world.cluster.context = 'prod') }],
    [
      'a context of the connect gateway',
      healthy,
      { change: (world) => void (world.cluster.context = 'connectgateway_acme-prod_europe-west1_prod-1') },
    ],
    ['a context that names another cluster, which exists', healthy, { change: othersCluster }],
    [
      'the same, and no token may be minted',
      open(mayNot),
      {
        change: (world) => {
          othersCluster(world);
          takeMinting(world);
        },
      },
    ],
    [
      'the same, and Google may not be read either',
      open(mayNot),
      {
        change: (world) => {
          othersCluster(world);
          takeMinting(world);
          takeReadings(world);
        },
      },
    ],
    [
      'a context that names a cluster that is not there',
      open(mayNot),
      {
        change: (world) => {
          world.cluster.context = 'gke_acme-prod_europe-west1_gone';
          takeMinting(world);
        },
      },
    ],
    [
      'a context renamed, and no token may be minted',
      open(mayNot),
      {
        change: (world) => {
          world.cluster.context = 'prod';
          takeMinting(world);
        },
      },
    ],
    [
      'a context renamed, no token, and the flags say which',
      open(mayNot),
      {
        change: (world) => {
          world.cluster.context = 'prod';
          takeMinting(world);
        },
        args: ['--project', 'acme-prod', '--location', 'europe-west1', '--cluster', 'prod-1'],
      },
    ],
    [
      'flags that are wrong, and the token that knows better',
      healthy,
      { args: ['--project', 'acme-wrong', '--location', 'us-central1', '--cluster', 'x'] },
    ],
  ]);
});

describe('kubeconfigs', () => {
  each([
    [
      'in two files, the first of which is empty and the second holds the rest',
      healthy,
      {
        env: (env) => {
          const first = join(folder(), 'first');
          writeFileSync(first, '');
          return { ...env, KUBECONFIG: [first, env['KUBECONFIG'], join(folder(), 'none')].join(delimiter) };
        },
      },
    ],
    [
      'with its users in another file',
      healthy,
      {
        env: (env) => {
          let users: Kubeconfig['users'] = [];
          const changed = kubeconfig(env, (config) => {
            users = config.users;
            config.users = [];
          });
          const second = join(folder(), 'users');
          writeFileSync(second, stringify({ apiVersion: 'v1', kind: 'Config', users }));
          return { ...env, KUBECONFIG: [changed['KUBECONFIG'], second].join(delimiter) };
        },
      },
    ],
    [
      'with an exec plugin, which may write to standard error',
      healthy,
      {
        env: (env) =>
          kubeconfig(env, (config) => {
            const [first] = config.users;
            if (first === undefined) return;
            const token = String(first.user['token']);
            const credential = {
              apiVersion: 'client.authentication.k8s.io/v1beta1',
              kind: 'ExecCredential',
              status: { token },
            };
            const command = script('gke-gcloud-auth-plugin', [
              'echo warming up >&2',
              `echo '${JSON.stringify(credential)}'`,
            ]);
            first.user = {
              exec: {
                apiVersion: 'client.authentication.k8s.io/v1beta1',
                command,
                interactiveMode: 'IfAvailable',
                provideClusterInfo: true,
              },
            };
          }),
      },
    ],
    [
      'with an exec plugin that fails',
      open('credential-plugin-failed'),
      {
        env: (env) =>
          kubeconfig(env, (config) => {
            const [first] = config.users;
            if (first !== undefined)
              first.user = {
                exec: {
                  apiVersion: 'client.authentication.k8s.io/v1',
                  command: script('plugin', ['echo "please log in" >&2', 'exit 1']),
                  interactiveMode: 'Never',
                },
              };
          }),
      },
    ],
    [
      'with an exec plugin that is not installed',
      open('credential-plugin-failed'),
      {
        env: (env) =>
          kubeconfig(env, (config) => {
            const [first] = config.users;
            if (first !== undefined)
              first.user = {
                exec: {
                  apiVersion: 'client.authentication.k8s.io/v1',
                  command: 'gke-gcloud-auth-plugin-not-here',
                  interactiveMode: 'Never',
                },
              };
          }),
      },
    ],
    [
      'whose server’s certificate is not trusted',
      open('cluster-unreachable'),
      {
        env: (env) =>
          without(
            kubeconfig(env, ({ clusters }) => {
              for (const { cluster } of clusters) delete cluster['certificate-authority-data'];
            }),
            'NODE_EXTRA_CA_CERTS',
          ),
      },
    ],
    [
      'that trusts whatever answers',
      healthy,
      {
        env: (env) =>
          kubeconfig(env, ({ clusters }) => {
            for (const { cluster } of clusters) {
              delete cluster['certificate-authority-data'];
              cluster['insecure-skip-tls-verify'] = true;
            }
          }),
      },
    ],
    [
      'that is no YAML',
      open('kubeconfig-invalid'),
      {
        env: (env) => {
          const file = join(folder(), 'c');
          writeFileSync(file, '{"a": [}');
          return { ...env, KUBECONFIG: file };
        },
      },
    ],
  ]);
});

describe('proxies and certificates', () => {
  each([
    ['HTTPS_PROXY in upper case alone', healthy, { env: (env) => without(env, 'https_proxy', 'no_proxy') }],
    ['https_proxy in lower case alone', healthy, { env: (env) => without(env, 'HTTPS_PROXY', 'NO_PROXY') }],
    [
      'a proxy’s certificate that is not trusted',
      open('api-unreachable'),
      { env: (env) => without(env, 'NODE_EXTRA_CA_CERTS') },
    ],
    [
      'a proxy that is not there',
      open('api-unreachable'),
      { env: (env) => ({ ...env, HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' }) },
    ],
  ]);

  test('a certificate that is not trusted is said to be one', async () => {
    const { stdout } = await ask(healthyWorld('flux-v2'), { env: (env) => without(env, 'NODE_EXTRA_CA_CERTS') });
    expect(stdout).toMatch(/NODE_EXTRA_CA_CERTS=.* flux-wi doctor/);
  });
});

describe('log-ins to Google', () => {
  const impersonated = 'doctor@acme-prod.iam.gserviceaccount.com';
  const url = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${impersonated}:generateAccessToken`;
  const impersonate = (own: object) => ({
    type: 'impersonated_service_account',
    delegates: [],
    service_account_impersonation_url: url,
    source_credentials: own,
  });
  const unproved = (world: World) => takeMinting(world);
  const unreadable = (change: (own: object) => unknown) => (env: Readonly<Env>) => {
    const file = join(folder(), 'adc.json');
    const made = change(JSON.parse(readFileSync(env['GOOGLE_APPLICATION_CREDENTIALS'] ?? '', 'utf8')) as object);
    writeFileSync(file, typeof made === 'string' ? made : JSON.stringify(made));
    return { ...env, GOOGLE_APPLICATION_CREDENTIALS: file };
  };
  each([
    [
      'as another account, which may read all',
      healthy,
      {
        change: (world) => {
          project(world, 'acme-prod').serviceAccounts[impersonated] = serviceAccount('104857600000000000099');
          project(world, 'acme-prod').policy.bindings.push({
            role: 'roles/viewer',
            members: [`serviceAccount:${impersonated}`],
          });
          account(world, 'acme-prod', impersonated).policy.bindings = [
            { role: 'roles/iam.serviceAccountTokenCreator', members: [`user:${world.operator.account}`] },
          ];
        },
        env: (env) => credentials(env, impersonate),
      },
    ],
    [
      'as another account, which may not be become',
      healthy,
      {
        change: (world) =>
          void (project(world, 'acme-prod').serviceAccounts[impersonated] = serviceAccount('104857600000000000099')),
        env: (env) => credentials(env, impersonate),
      },
    ],
    [
      'as another account, which may not be become, and no proof',
      open('google-credentials-expired'),
      {
        change: (world) => {
          unproved(world);
          project(world, 'acme-prod').serviceAccounts[impersonated] = serviceAccount('104857600000000000099');
        },
        env: (env) => credentials(env, impersonate),
      },
    ],
    [
      'with a quota project that may not be used',
      healthy,
      { env: (env) => credentials(env, (own) => ({ ...own, quota_project_id: 'not-ours' })) },
    ],
    [
      'a file that is not there',
      healthy,
      { env: (env) => ({ ...env, GOOGLE_APPLICATION_CREDENTIALS: '/nonexistent/adc.json' }) },
    ],
    [
      'a file that is not there, and no proof',
      open('google-credentials-missing'),
      { change: unproved, env: (env) => ({ ...env, GOOGLE_APPLICATION_CREDENTIALS: '/nonexistent/adc.json' }) },
    ],
    ['a file that is no JSON', healthy, { env: unreadable(() => 'nonsense') }],
    ['a file of an unknown type', healthy, { env: unreadable(() => ({ type: 'gdch' })) }],
    ['a file without its parts', healthy, { env: unreadable(() => ({ type: 'authorized_user' })) }],
    [
      'a key that Google knows no more',
      healthy,
      {
        env: unreadable(() => ({
          type: 'service_account',
          client_email: 'x@acme-prod.iam.gserviceaccount.com',
          private_key: 'none',
          project_id: 'acme-prod',
        })),
      },
    ],
    [
      'a log-in that would start a program',
      healthy,
      {
        env: unreadable(() => ({
          type: 'external_account',
          audience: '//iam.googleapis.com/locations/global/workforcePools/p/providers/x',
          subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
          token_url: 'https://evil.example/v1/token',
          credential_source: { executable: { command: '/bin/false', timeout_millis: 5000 } },
        })),
      },
    ],
  ]);

  test('gcloud is never started, whatever is missing', async () => {
    const bin = folder();
    const trace = join(bin, 'started');
    for (const name of ['gcloud', 'kubectl', 'gsutil', 'flux', 'helm']) {
      const file = join(bin, name);
      writeFileSync(file, `#!/bin/sh\necho ${name} >> ${trace}\nexit 1\n`);
      chmodSync(file, 0o755);
    }
    const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
    expect(() => execFileSync('gcloud', { env: { PATH: path } })).toThrow();
    expect(existsSync(trace)).toBe(true);
    rmSync(trace);
    for (const credential of ['authorized-user', 'expired', 'none'] as const) {
      const world = healthyWorld('flux-v2');
      world.operator.credentials = credential;
      takeMinting(world);
      await ask(world, { env: (env) => ({ ...env, PATH: path }) });
    }
    expect(existsSync(trace)).toBe(false);
  });
});
