/** The metadata server as one pod of the cluster meets it: GKE's, or where the pod bypasses that, the node's own. */

import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findProject } from '../google/cloud.ts';
import type { Cloud } from '../google/cloud.ts';
import type { KubernetesServer } from '../kubernetes/server.ts';
import { accountToken } from './node-account.ts';
import { podToken } from './pod-token.ts';
import type { AskGoogle } from './pod-token.ts';
import { viewPod } from './pod-view.ts';
import type { PodView } from './pod-view.ts';

export interface MetadataOptions {
  readonly cloud: Cloud;
  readonly kubernetes: KubernetesServer;
  readonly ask: AskGoogle;
  readonly pod: { readonly namespace: string; readonly name: string };
}

export interface MetadataServer {
  /** For `GCE_METADATA_HOST`. */
  readonly host: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly json?: true;
}

export async function serveMetadata(options: MetadataOptions): Promise<MetadataServer> {
  const { cloud, pod } = options;
  // Tells at once of a pod that is not there.
  viewPod(cloud, pod.namespace, pod.name);
  const server = createServer((request, response) => {
    request.resume();
    const view = viewPod(cloud, pod.namespace, pod.name);
    answer(options, view, request)
      .catch((): Answer => ({ status: 500, body: 'GKE Metadata Server: Internal Server Error\n' }))
      .then(
        ({ status, body, json }) => {
          response.writeHead(status, {
            'content-type': json === true ? 'application/json' : 'application/text',
            server: view.pool === null ? 'Metadata Server for VM' : 'GKE Metadata Server',
            'metadata-flavor': 'Google',
          });
          response.end(body);
        },
        () => response.destroy(),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const root = '/computeMetadata/v1';

async function answer(options: MetadataOptions, view: PodView, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://metadata.google.internal');
  if (url.pathname === '/') return text('computeMetadata/\n');
  if (request.headers['metadata-flavor'] !== 'Google') {
    return { status: 403, body: 'Missing required header "Metadata-Flavor": "Google"\n' };
  }
  const path = url.pathname.startsWith(root) ? url.pathname.slice(root.length) : null;
  const account = /^\/instance\/service-accounts\/([^/]+)(?:\/(.*))?$/.exec(path ?? '');
  if (account !== null) return accountAnswer(options, view, { name: account[1] ?? '', field: account[2] ?? '' }, url);
  return plainAnswer(options.cloud, view, path);
}

function text(body: string): Answer {
  return { status: 200, body };
}

function plainAnswer(cloud: Cloud, view: PodView, path: string | null): Answer {
  const { cluster } = cloud.world;
  const project = findProject(cloud, cluster.project);
  switch (path) {
    case '':
    case '/':
      return text('instance/\nproject/\n');
    case '/instance':
    case '/instance/':
      return text('attributes/\nhostname\nid\nservice-accounts/\nzone\n');
    case '/instance/service-accounts':
    case '/instance/service-accounts/':
      return text(`default/\n${emailOf(view)}/\n`);
    case '/project/project-id':
      return text(cluster.project);
    case '/project/numeric-project-id':
      return text(project?.state.number ?? '');
    case '/instance/attributes/cluster-location':
      return text(cluster.location);
    case '/instance/attributes/cluster-name':
      return text(cluster.name);
    case '/instance/attributes/kube-env':
      return { status: 403, body: 'This metadata endpoint is concealed.\n' };
    default:
      return { status: 404, body: 'Not Found\n' };
  }
}

/** What GKE's server says comes straight from the annotation and proves nothing. */
function emailOf(view: PodView): string {
  if (view.pool === null) return view.nodeAccount;
  return view.annotation === null || view.annotation === '' ? view.pool : view.annotation;
}

async function accountAnswer(
  options: MetadataOptions,
  view: PodView,
  { name, field }: { name: string; field: string },
  url: URL,
): Promise<Answer> {
  const email = emailOf(view);
  if (name !== 'default' && decodeURIComponent(name) !== email) return { status: 404, body: 'Not Found\n' };
  const scopes = ['https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/userinfo.email'];
  switch (field) {
    case '':
      return url.searchParams.get('recursive') === 'true'
        ? { status: 200, body: JSON.stringify({ aliases: ['default'], email, scopes }), json: true }
        : text('aliases\nemail\nidentity\nscopes\ntoken\n');
    case 'email':
      return text(email);
    case 'aliases':
      return text('default\n');
    case 'scopes':
      return text(`${scopes.join('\n')}\n`);
    case 'token':
      return tokenAnswer(options, view, url.searchParams.get('scopes')?.split(',') ?? []);
    case 'identity':
      return {
        status: 404,
        body:
          `Your Kubernetes service account (${view.namespace}/${view.ksa}) is not annotated with a target Google ` +
          'service account, which is a requirement for retrieving Identity Tokens using Workload Identity.\n',
      };
    default:
      return { status: 404, body: 'Not Found\n' };
  }
}

async function tokenAnswer(options: MetadataOptions, view: PodView, scopes: readonly string[]): Promise<Answer> {
  const { cloud, kubernetes, ask } = options;
  if (view.pool === null) {
    const token = accountToken(cloud, view.nodeAccount);
    return token === null ? { status: 404, body: 'Not Found\n' } : granted(token, 3600);
  }
  const found = await podToken(kubernetes, ask, { ...view, pool: view.pool }, scopes);
  return found.kind === 'token' ? granted(found.token, found.seconds) : { status: found.status, body: found.text };
}

function granted(token: string, seconds: number): Answer {
  return {
    status: 200,
    body: JSON.stringify({ access_token: token, expires_in: seconds, token_type: 'Bearer' }),
    json: true,
  };
}
