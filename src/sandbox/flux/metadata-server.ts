/** What a controller's pod hears when it asks `169.254.169.254` for a token. */

import { condition, read, readText } from '../kubernetes/read.ts';
import type { KubernetesServer } from '../kubernetes/server.ts';
import { ApiStatus } from '../kubernetes/status.ts';
import type { StoredObject, World } from '../world.ts';
import { statusLine } from './asking.ts';
import type { Ask } from './asking.ts';
import { nodeAccount, nodeSide, workloadPool } from './cluster.ts';
import { annotation, ksaOf } from './controller.ts';
import { exchange, googleMessage, impersonate } from './google-tokens.ts';
import type { Exchanged } from './google-tokens.ts';

export type Heard =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'refused'; readonly status: number; readonly body: string }
  /** What stood in the way of any answer, in the words of a dial. */
  | { readonly kind: 'none'; readonly dial: string };

export interface MetadataWorld {
  readonly world: World;
  readonly kubernetes: KubernetesServer;
  /** From the node, which no NetworkPolicy holds back. */
  readonly askFromNode: Ask;
  readonly accountToken: (email: string) => Promise<string | null>;
}

export async function askMetadataServer(of: MetadataWorld, pod: StoredObject): Promise<Heard> {
  const nodeName = readText(pod, 'spec', 'nodeName');
  const side = nodeSide(of.world, of.kubernetes.store, nodeName);
  if (side.kind === 'elsewhere')
    return { kind: 'none', dial: 'dial tcp 169.254.169.254:80: connect: no route to host' };
  if (side.kind === 'node' || read(pod, 'spec', 'hostNetwork') === true) {
    return tokenOfNode(of, side.kind === 'node' ? side.account : accountOfPool(of, nodeName));
  }
  if (!serverIsUp(of, nodeName))
    return { kind: 'none', dial: 'dial tcp 169.254.169.254:80: connect: connection refused' };
  return tokenOfKsa(of, pod);
}

async function tokenOfNode(of: MetadataWorld, account: string): Promise<Heard> {
  const token = await of.accountToken(account);
  return token === null ? { kind: 'refused', status: 404, body: 'Not Found' } : { kind: 'token', token };
}

function accountOfPool({ world, kubernetes }: MetadataWorld, nodeName: string): string {
  const node = kubernetes.store.get({ kind: 'Node', group: '' }, undefined, nodeName);
  const { project, location, name } = world.cluster;
  const pools = world.google.projects[project]?.clusters[`${location}/${name}`]?.nodePools;
  return nodeAccount(world, pools?.[node?.metadata.labels?.['cloud.google.com/gke-nodepool'] ?? '']?.serviceAccount);
}

/** Where the cluster shows its DaemonSet's pods, the one on this node must be ready. */
function serverIsUp({ kubernetes }: MetadataWorld, nodeName: string): boolean {
  const servers = kubernetes.store
    .list({ kind: 'Pod', group: '' }, 'kube-system')
    .filter((pod) => pod.metadata.labels?.['k8s-app'] === 'gke-metadata-server');
  if (servers.length === 0) return true;
  return servers.some(
    (pod) => readText(pod, 'spec', 'nodeName') === nodeName && readText(condition(pod, 'Ready'), 'status') !== 'False',
  );
}

async function tokenOfKsa(of: MetadataWorld, pod: StoredObject): Promise<Heard> {
  const { kubernetes, world, askFromNode } = of;
  const namespace = pod.metadata.namespace ?? '';
  const pool = workloadPool(world);
  let ksaToken: string;
  try {
    const request = { namespace, ksa: ksaOf(pod), audience: pool, pod: pod.metadata.name };
    ksaToken = await kubernetes.mintToken(request);
  } catch (error) {
    if (!(error instanceof ApiStatus)) throw error;
    return { kind: 'refused', status: 404, body: `Unable to generate access token; ${error.message}` };
  }
  const federated = await exchange(askFromNode, ksaToken, `identitynamespace:${pool}:${kubernetes.issuer}`);
  if (federated.kind !== 'token') return refusedBy('STS', federated);
  const ksa = kubernetes.store.get({ kind: 'ServiceAccount', group: '' }, namespace, ksaOf(pod));
  const gsa = ksa === undefined ? '' : (annotation(ksa, 'iam.gke.io/gcp-service-account') ?? '');
  if (gsa === '') return federated;
  const quotaProject = ksa === undefined ? undefined : annotation(ksa, 'iam.gke.io/credential-quota-project');
  const access = await impersonate(askFromNode, federated.token, gsa, quotaProject);
  return access.kind === 'token' ? access : refusedBy('IAM', access);
}

/** The server's answer holds the refusal of the service behind it, and always the same advice. */
function refusedBy(service: string, refusal: Exclude<Exchanged, { kind: 'token' }>): Heard {
  if (refusal.kind === 'none') return { kind: 'none', dial: 'context deadline exceeded' };
  const status = statusLine(refusal.status);
  const lines = [
    `Unable to generate access token; ${service} returned ${status}: ${googleMessage(refusal.body)}`,
    'This error could be caused by a missing IAM policy binding on the target IAM service account.',
    'For more information, refer to the Workload Identity documentation:',
    '\thttps://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to',
    '',
    '',
  ];
  return { kind: 'refused', status: refusal.status, body: lines.join('\n') };
}
