/** The words for the third link: the cluster's workload pool, and the way to the metadata server. */

import { restart } from '../fixes/deployment.ts';
import { serveMetadata, setWorkloadPool } from '../fixes/gke.ts';
import { allowEgress, dnsRules, googleRules, metadataRules } from '../fixes/network-policy.ts';
import { askAgain } from '../fixes/verify.ts';
import type { FindingArgs } from '../finding-args.ts';
import { sh, yours } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { listed, shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type GkeCode =
  | 'workload-pool-missing'
  | 'workload-pool-foreign'
  | 'node-metadata-server-missing'
  | 'metadata-server-unhealthy'
  | 'metadata-egress-blocked'
  | 'google-egress-blocked'
  | 'metadata-probe-stuck'
  | 'scans-as-node-identity';

const howTo = 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity';
const concept = 'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity';
const cluster = { project: 'acme-prod', location: 'europe-west1', name: 'prod' } as const;
const reflector = { namespace: 'flux-system', workload: 'image-reflector-controller' } as const;

export const gkeWords: WordsTable<GkeCode> = {
  'workload-pool-missing': {
    link: 'GKE',
    level: 'broken',
    summary: ({ cluster }) => `Workload Identity is off: cluster ${shown(cluster.name)} has no workload pool`,
    explanation:
      'Without a workload pool the cluster gives its pods no Google identity, so they act as the service account of their node. If no cluster of the project ever had one, the pool does not exist at all, and IAM refuses a binding for it ("Identity Pool does not exist"): switch it on first, bind afterwards. Existing node pools must then be switched too.',
    sources: [howTo, 'https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/916'],
    expected: ({ cluster }) => `${shown(cluster.project)}.svc.id.goog`,
    actual: () => 'no workload pool',
    fixes: ({ cluster }) => [
      setWorkloadPool(cluster, `${cluster.project}.svc.id.goog`),
      ...serveMetadata(cluster, null),
    ],
    example: { cluster },
  },
  'workload-pool-foreign': {
    link: 'GKE',
    level: 'broken',
    summary: ({ cluster, pool, expected }) =>
      `Cluster ${shown(cluster.name)} reports the workload pool ${shown(pool)}, not ${shown(expected)}`,
    explanation:
      "A GKE cluster can use the pool of its own project alone. Bindings that name the other pool are for KSAs of other clusters, and the KSAs here are not among them. A fleet's pool is another matter: pods reach it by a projected token, not by the metadata server.",
    sources: [concept],
    expected: ({ expected }) => shown(expected),
    actual: ({ pool }) => shown(pool),
    fixes: ({ cluster, expected }) => [setWorkloadPool(cluster, expected)],
    example: { cluster, pool: 'acme-tools.svc.id.goog', expected: 'acme-prod.svc.id.goog' },
  },
  'node-metadata-server-missing': {
    link: 'GKE',
    level: 'broken',
    summary: ({ nodePool, nodes, nodeAccount }) =>
      `${nodePool === null ? `Node ${listed(nodes, 2)}` : `Node pool ${shown(nodePool)}`} serves no GKE metadata server, so Flux acts as ${nodeAccount === null ? "the node's account" : shown(nodeAccount)}`,
    explanation:
      "Switching Workload Identity on for the cluster does not change node pools that exist. On such a node 169.254.169.254 answers with the node's own service account, and with no error: Flux is refused, or succeeds, as somebody else. Identities that an object names itself (spec.serviceAccountName) do not need it.",
    sources: [howTo, 'https://github.com/cert-manager/google-cas-issuer/issues/57'],
    expected: () => 'workloadMetadataConfig.mode: GKE_METADATA',
    actual: ({ mode, nodes }) => `${shown(mode)} on ${listed(nodes)}`,
    fixes: ({ cluster, nodePool }) => serveMetadata(cluster, nodePool),
    example: {
      cluster,
      nodePool: 'default-pool',
      nodes: ['gke-prod-default-pool-1a2b-x7k2'],
      mode: 'GCE_METADATA',
      nodeAccount: '123456789012-compute@developer.gserviceaccount.com',
      pods: ['image-reflector-controller-6d5f8-abcde'],
    },
  },
  'metadata-server-unhealthy': {
    link: 'GKE',
    level: 'broken',
    summary: ({ node, cause, detail }) =>
      `The GKE metadata server on node ${shown(node)} ${unhealthy[cause]}${detail === '' ? '' : ` (${shown(detail)})`}`,
    explanation:
      'Pods on that node get their Google tokens from the pod gke-metadata-server beside them, and it is not well. On a new node it needs some seconds; above about 3,000 KSAs in the cluster it runs out of memory; while the control plane is away it cannot work. It says nothing about the binding: the exchange can be proved past it.',
    sources: [concept, 'https://gcpdiag.dev/rules/gke/WARN/2024_002/'],
    expected: () => 'a ready pod gke-metadata-server',
    actual: ({ cause, detail }) => (detail === '' ? unhealthy[cause] : shown(detail)),
    fixes: healMetadataServer,
    example: {
      node: 'gke-prod-default-pool-1a2b-x7k2',
      cause: 'restarting',
      detail: 'OOMKilled, 14 restarts',
    },
  },
  'metadata-egress-blocked': {
    link: 'GKE',
    level: 'broken',
    summary: ({ namespace, workload, policies, what, peer, port }) =>
      `NetworkPolicy ${listed(policies, 2)} keeps ${shown(namespace)}/${shown(workload)} from ${what === 'dns' ? "the cluster's DNS" : 'the metadata server'} (${shown(peer)}:${port})`,
    explanation:
      'Policies add up: the pods are selected for egress, and none of the policies allows this way. Which address a policy sees depends on the dataplane: 169.254.169.252:988 with iptables, 169.254.169.254:80 with Dataplane V2; both rules together do no harm. With Cloud DNS the resolver is 169.254.169.254 too, on port 53. While the policy allow-egress that `flux install` ships is there, no other NetworkPolicy can be the cause.',
    sources: [howTo],
    expected: ({ peer, port }) => `egress to ${shown(peer)}:${port}`,
    actual: ({ policies, dataplane }) => `not allowed by ${listed(policies)} (${shown(dataplane)})`,
    fixes: (args) => [
      args.what === 'dns'
        ? allowEgress(args, 'dns', dnsRules)
        : allowEgress(args, 'metadata-server', [...metadataRules, ...dnsRules]),
    ],
    example: {
      ...reflector,
      policies: ['flux-system/default-deny'],
      what: 'metadata',
      dataplane: 'ADVANCED_DATAPATH',
      peer: '169.254.169.254',
      port: 80,
    },
  },
  'google-egress-blocked': {
    link: 'GKE',
    level: 'broken',
    summary: ({ namespace, workload, from, host }) =>
      from === 'node'
        ? `The nodes of ${shown(namespace)}/${shown(workload)} cannot reach ${shown(host)}`
        : `${shown(namespace)}/${shown(workload)} cannot reach ${shown(host)}`,
    explanation:
      'The same token can be had from here, and Flux reports that the call does not come back. On the controller path the node asks Google, from the host network, so firewall, routes and Private Google Access decide; for an identity that an object names, the controller itself asks sts.googleapis.com and iamcredentials.googleapis.com, and NetworkPolicies and proxies count too. IAM is not at fault.',
    sources: ['https://cloud.google.com/vpc/docs/configure-private-google-access'],
    expected: ({ host }) => `a connection to ${shown(host)}:443`,
    actual: ({ message }) => shown(message),
    fixes: (args) =>
      args.from === 'controller' ? [allowEgress(args, 'google', [...googleRules, ...dnsRules])] : [privateAccess()],
    example: {
      ...reflector,
      from: 'controller',
      host: 'sts.googleapis.com',
      message: 'Post "https://sts.googleapis.com/v1/token": context deadline exceeded',
    },
  },
  'metadata-probe-stuck': {
    link: 'GKE',
    level: 'broken',
    summary: ({ namespace, workload }) =>
      `${shown(namespace)}/${shown(workload)} decided at its start that it is not on Google, and must be restarted`,
    explanation:
      'Google\'s library looks for the metadata server once and remembers the answer for the life of the process. On a fresh node the server needs some seconds, so a pod that was faster says "could not find default credentials" for ever, while everything is right by now. A new pod looks again.',
    sources: ['https://github.com/googleapis/google-cloud-go/issues/14349'],
    expected: () => 'a controller that found the metadata server',
    actual: ({ message }) => shown(message),
    fixes: (args) => [restart(args, `Start ${args.namespace}/${args.workload} anew`)],
    example: { ...reflector, message: 'google: could not find default credentials.' },
  },
  'scans-as-node-identity': {
    link: 'GKE',
    level: 'warn',
    summary: ({ namespace, workload, nodeAccount, reason }) =>
      `${shown(namespace)}/${shown(workload)} scans well, but as ${nodeAccount === null ? "the node's account" : shown(nodeAccount)}: ${shown(reason)}`,
    explanation:
      "The scans succeed under another identity than the one that was set up: the node's own service account happens to have the right. It ends when the nodes, or their account, change, and every pod of the node has that right too. Links of the GSA and of the binding are told as notes, since nobody uses them.",
    sources: [concept],
    expected: () => 'scans as the KSA or its service account',
    actual: ({ nodeAccount }) => `scans as ${nodeAccount === null ? "the node's account" : shown(nodeAccount)}`,
    fixes: (args) => [
      {
        kind: 'find-out',
        title: 'See which nodes run the controller, then mend what the reason names',
        tool: 'kubectl',
        command: sh`kubectl -n ${args.namespace} get pods -l app=${args.workload} -o wide`,
        patch: null,
        permission: `list pods in namespace ${args.namespace}`,
        takes: 'at once',
        verify: askAgain(args.namespace),
      },
    ],
    example: {
      ...reflector,
      nodeAccount: '123456789012-compute@developer.gserviceaccount.com',
      reason: 'node pool default-pool is in mode GCE_METADATA',
    },
  },
};

const unhealthy: Record<FindingArgs['metadata-server-unhealthy']['cause'], string> = {
  'not-ready': 'is not ready',
  absent: 'has no pod',
  restarting: 'restarts again and again',
  overloaded: 'serves more than 3,000 KSAs',
};

function healMetadataServer({ node, cause }: FindingArgs['metadata-server-unhealthy']): Fix[] {
  const select = sh`-l k8s-app=gke-metadata-server --field-selector=spec.nodeName=${node}`;
  const look = `kubectl -n kube-system get pods ${select} -o wide`;
  const count: Fix = {
    kind: 'find-out',
    title: 'Count the KSAs by namespace, and delete those that nobody uses: fewer than 3,000 in the cluster',
    tool: 'kubectl',
    command: 'kubectl get serviceaccounts -A --no-headers | cut -d " " -f 1 | sort | uniq -c | sort -rn | head',
    patch: null,
    permission: 'list serviceaccounts in all namespaces',
    takes: 'minutes after they are gone',
    verify: look,
  };
  const renew: Fix = {
    kind: 'ask-first',
    title: `Let the DaemonSet start it anew on node ${node}`,
    tool: 'kubectl',
    command: `kubectl -n kube-system delete pods ${select}`,
    patch: null,
    permission: 'delete pods in namespace kube-system',
    takes: 'under a minute; pods on that node get no tokens meanwhile',
    verify: look,
  };
  const drain: Fix = {
    kind: 'ask-first',
    title: `Keep new pods off node ${node} and let the controller start elsewhere`,
    tool: 'kubectl',
    command: sh`kubectl cordon ${node}`,
    patch: null,
    permission: 'patch nodes',
    takes: 'until the pods of Flux there are deleted and made anew',
    verify: look,
  };
  switch (cause) {
    case 'overloaded':
      return [count];
    case 'restarting':
      return [renew, count];
    case 'not-ready':
      return [renew];
    case 'absent':
      return [drain];
    default:
      return cause satisfies never;
  }
}

function privateAccess(): Fix {
  return {
    kind: 'ask-first',
    title: 'Let nodes without public addresses reach Google: Private Google Access on their subnet',
    tool: 'gcloud',
    command: sh`gcloud compute networks subnets update ${yours('SUBNET')} --region=${yours('REGION')} --enable-private-ip-google-access`,
    patch: null,
    permission: 'compute.subnetworks.setPrivateIpGoogleAccess (roles/compute.networkAdmin)',
    takes: 'a minute',
    verify: askAgain(),
  };
}
