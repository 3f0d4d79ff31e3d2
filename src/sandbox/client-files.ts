/** What a client needs to reach a sandbox, as files in a temporary folder: kubeconfig, CA, and Google log-ins. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { World } from './world.ts';

export interface ClientFilesOptions {
  readonly world: World;
  readonly caPem: string;
  readonly proxyUrl: string;
  readonly kubernetes: { readonly url: string; readonly caPem: string; readonly token: string };
  readonly refreshToken: string;
}

export interface ClientFiles {
  readonly env: Record<string, string>;
  remove(): Promise<void>;
}

/** gcloud's own OAuth client, as its log-ins name it. */
const client = { id: '32555940559.apps.googleusercontent.com', secret: 'sandbox' };

export async function writeClientFiles(options: ClientFilesOptions): Promise<ClientFiles> {
  const { world, caPem, proxyUrl } = options;
  const folder = await mkdtemp(join(tmpdir(), 'flux-wi-sandbox-'));
  const at = (name: string): string => join(folder, name);
  const write = (name: string, content: string): Promise<void> => writeFile(at(name), content, { mode: 0o600 });
  await Promise.all([mkdir(at('gcloud')), mkdir(at('home'))]);
  await write('ca.pem', caPem);
  const hasKubeconfig = world.operator.kubeconfig !== 'none';
  const hasCredentials = world.operator.credentials !== 'none';
  if (hasKubeconfig) await write('kubeconfig', kubeconfig(options, await userOf(options, folder)));
  if (hasCredentials) await write('adc.json', JSON.stringify(authorizedUser(options.refreshToken), null, 2));
  await write('boto', boto(options, at('ca.pem')));
  const env = {
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    NODE_EXTRA_CA_CERTS: at('ca.pem'),
    CLOUDSDK_CONFIG: at('gcloud'),
    CLOUDSDK_CORE_PROJECT: world.cluster.project,
    CLOUDSDK_CORE_ACCOUNT: world.operator.account,
    CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE: at('ca.pem'),
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1',
    BOTO_CONFIG: at('boto'),
    // Nothing of the machine is found where a sandbox hands out nothing.
    ...(hasKubeconfig ? { KUBECONFIG: at('kubeconfig') } : { HOME: at('home'), USERPROFILE: at('home') }),
    ...(hasCredentials
      ? { GOOGLE_APPLICATION_CREDENTIALS: at('adc.json'), CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: at('adc.json') }
      : {}),
  };
  return { env, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What would lead a client elsewhere, if the user's own environment set it. */
export function unsetFor(world: World): string[] {
  return [
    'REQUESTS_CA_BUNDLE',
    'CURL_CA_BUNDLE',
    'HTTPLIB2_CA_CERTS',
    'SSL_CERT_FILE',
    'ALL_PROXY',
    'all_proxy',
    'GOOGLE_CLOUD_QUOTA_PROJECT',
    'GOOGLE_CLOUD_PROJECT',
    'GCE_METADATA_IP',
    'CLOUDSDK_AUTH_ACCESS_TOKEN_FILE',
    'CLOUDSDK_ACTIVE_CONFIG_NAME',
    'KUBERNETES_SERVICE_HOST',
    'STORAGE_EMULATOR_HOST',
    ...(world.operator.kubeconfig === 'none' ? ['KUBECONFIG'] : []),
    ...(world.operator.credentials === 'none'
      ? ['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE']
      : []),
  ];
}

function kubeconfig({ world, kubernetes }: ClientFilesOptions, own: object): string {
  const { context } = world.cluster;
  const user = world.operator.kubernetesUser;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [
      {
        name: context,
        cluster: {
          server: kubernetes.url,
          'certificate-authority-data': Buffer.from(kubernetes.caPem).toString('base64'),
        },
      },
    ],
    contexts: [{ name: context, context: { cluster: context, user } }],
    users: [{ name: user, user: own }],
  });
}

/** The user of the kubeconfig: by a token, or by the plugin that `gcloud container clusters get-credentials` names. */
async function userOf({ world, kubernetes }: ClientFilesOptions, folder: string): Promise<object> {
  const given = world.operator.kubeconfig;
  if (given === 'token' || given === 'expired' || given === 'none') return { token: kubernetes.token };
  const plugin = join(folder, 'gke-gcloud-auth-plugin');
  if (given !== 'plugin-missing') {
    const lines = given === 'plugin' ? credential(kubernetes.token) : notLoggedIn;
    await writeFile(plugin, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o700 });
  }
  return {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      command: plugin,
      installHint:
        'Install gke-gcloud-auth-plugin for use with kubectl by following https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl#install_plugin',
      interactiveMode: 'IfAvailable',
      provideClusterInfo: true,
    },
  };
}

function credential(token: string): string[] {
  const answer = {
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    spec: { interactive: false },
    status: { token },
  };
  return [`echo '${JSON.stringify(answer)}'`];
}

/** In the words of the plugin, round those of gcloud. */
const notLoggedIn = [
  "cat >&2 <<'END'",
  'F1124 09:12:44.118352   40312 cred.go:145] print credential failed with error: Failed to retrieve access token:: failure while executing gcloud, with args [config config-helper --format=json]: exit status 1 (err: ERROR: (gcloud.config.config-helper) You do not currently have an active account selected.',
  'Please run:',
  '',
  '  $ gcloud auth login',
  '',
  'to obtain new credentials.',
  '',
  'If you have already logged in with a different account, run:',
  '',
  '  $ gcloud config set account ACCOUNT',
  '',
  'to select an already authenticated account to use.',
  ')',
  'END',
  'exit 1',
];

function authorizedUser(refreshToken: string): object {
  return {
    type: 'authorized_user',
    client_id: client.id,
    client_secret: client.secret,
    refresh_token: refreshToken,
    universe_domain: 'googleapis.com',
  };
}

/** gsutil knows no environment for proxies and CAs, and has its own log-in. */
function boto({ world, proxyUrl, refreshToken }: ClientFilesOptions, caFile: string): string {
  const { hostname, port } = new URL(proxyUrl);
  const lines = [
    '[Credentials]',
    ...(world.operator.credentials === 'none' ? [] : [`gs_oauth2_refresh_token = ${refreshToken}`]),
    '[Boto]',
    `proxy = ${hostname}`,
    `proxy_port = ${port}`,
    'proxy_type = http',
    'proxy_rdns = True',
    `ca_certificates_file = ${caFile}`,
    'https_validate_certificates = True',
    'num_retries = 1',
    '[OAuth2]',
    `client_id = ${client.id}`,
    `client_secret = ${client.secret}`,
    '[GSUtil]',
    `default_project_id = ${world.cluster.project}`,
    'software_update_check_period = 0',
    '[GoogleCompute]',
  ];
  return `${lines.join('\n')}\n`;
}
