/** A cluster that answers as a test wants, and a kubeconfig for it. */

import { Memo } from '../../src/engine/memo.ts';
import type { Kubernetes } from '../../src/clients/kubernetes.ts';
import { openKubernetes } from '../../src/clients/kubernetes/open.ts';
import type { Folder } from './folder.ts';
import type { OpenedTransport } from './opened.ts';
import type { Asked, TlsServer } from './servers.ts';

/** @param user YAML of the user, in flow style. @param cluster more fields of the cluster. */
export async function kubeconfigFor(server: TlsServer, folder: Folder, user: string, cluster = ''): Promise<string> {
  const ca = Buffer.from(server.caPem).toString('base64');
  return folder.write(
    'kubeconfig',
    `
clusters: [{ name: c, cluster: { server: "https://127.0.0.1:${server.port}", certificate-authority-data: ${ca}${cluster} } }]
users: [{ name: u, user: ${user} }]
contexts: [{ name: prod, context: { cluster: c, user: u, namespace: flux-system } }]
current-context: prod
`,
  );
}

export function openCluster(
  opened: OpenedTransport,
  kubeconfig: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Kubernetes> {
  const { transport, signal } = opened;
  return openKubernetes({ transport, memo: new Memo(), env, kubeconfig, signal });
}

/** What an API server answers for a resource of which there is nothing. */
export function emptyList({ path }: Pick<Asked, 'path'>): object {
  const resource = /\/(\w+)(?:\?|$)/.exec(path)?.[1] ?? '';
  const kinds: Record<string, string> = { pods: 'Pod', nodes: 'Node', deployments: 'Deployment', events: 'Event' };
  return { kind: `${kinds[resource] ?? ''}List`, apiVersion: 'v1', metadata: {}, items: [] };
}
