/** What a pod hears from the metadata server, and of it. A proof from outside the cluster does not go that way. */

import { sh } from '../shell-quote.ts';
import type { Row } from './reading.ts';

const pods = sh`kubectl -n kube-system get pods -l k8s-app=gke-metadata-server -o wide`;
const nodes = sh`kubectl get nodes -L iam.gke.io/gke-metadata-server-enabled`;
const notBinding = 'a missing binding: IAM has not been asked';

export const metadataServer: readonly Row[] = [
  {
    pattern: /metadata (?:server is|endpoint is) concealed/,
    fork: 'refused',
    link: 'GKE',
    codes: ['node-metadata-server-missing'],
    means: 'The node pool is in the old concealment mode (SECURE), which excludes Workload Identity.',
    notMeans: notBinding,
    next: [nodes],
    coveredByProof: false,
  },
  {
    pattern: /unexpected status from metadata service: 403/,
    fork: 'refused',
    link: 'binding',
    codes: ['binding-missing', 'impersonation-denied', 'gsa-not-found', 'mesh-blocks-metadata'],
    means:
      'The metadata server could not impersonate the Google service account of the KSA (Flux up to 2.5 loses its words).',
    coveredByProof: true,
  },
  {
    pattern:
      /unexpected status from metadata service: 404|GCE metadata "instance\/service-accounts\/default\/token[^"]*" not defined/,
    fork: 'not-found',
    link: 'GSA',
    codes: ['gsa-not-found', 'gsa-misspelled', 'ksa-annotation-malformed', 'scans-as-node-identity'],
    means:
      'The metadata server answered 404: the service account that the KSA names does not exist, or the node has none.',
    notMeans: 'that the metadata server is broken: it did answer',
    coveredByProof: true,
  },
  {
    // Half a sentence: no answer came from IAM, to which the metadata server speaks over the node's network.
    pattern: /Received 504 `?Unable to generate access token; IAM returned/,
    fork: 'not-reached',
    link: 'GKE',
    codes: ['google-egress-blocked', 'metadata-server-unhealthy'],
    means: 'The metadata server asked IAM for the token and got no answer: the node does not reach Google.',
    notMeans: 'a missing binding: no answer came back at all',
    next: [pods, 'flux-wi doctor'],
    coveredByProof: false,
  },
  {
    pattern:
      /(?:unexpected status from metadata service: 5|GKE Metadata Server: Internal Server Error|compute: Received 5\d\d|Unexpected Error code 5\d\d trying to get security access token)/,
    fork: 'not-yet',
    link: 'GKE',
    codes: ['metadata-server-unhealthy', 'google-egress-blocked', 'proxy-captures-metadata', 'mesh-blocks-metadata'],
    means:
      'The metadata server failed, or could not reach Google in time; or it was a proxy or a sidecar in the way that answered in its place.',
    notMeans: notBinding,
    next: [pods],
    coveredByProof: false,
  },
  {
    pattern: /Unable to find pod|not recorded in the snapshot|Caller is not authenticated/,
    fork: 'refused',
    link: 'GKE',
    codes: ['metadata-server-unhealthy', 'workload-on-host-network'],
    means:
      "The metadata server does not know the pod's address: too early after its start, or an address that is not the pod's own.",
    notMeans: notBinding,
    next: [pods],
    coveredByProof: false,
  },
  {
    pattern: /Missing required header "?Metadata-Flavor|X-Forwarded-For/,
    fork: 'refused',
    link: 'workload',
    codes: ['mesh-blocks-metadata', 'proxy-captures-metadata'],
    means:
      'A proxy or sidecar stands between: the metadata server refuses requests without its header, or marked by a proxy.',
    notMeans: notBinding,
    coveredByProof: false,
  },
  {
    pattern: /could not find default credentials/,
    fork: 'not-reached',
    link: 'GKE',
    codes: [
      'metadata-probe-stuck',
      'metadata-server-unhealthy',
      'metadata-egress-blocked',
      'node-metadata-server-missing',
    ],
    means:
      'The controller decided that it is not on Google: the metadata server did not answer at its start. It keeps to that until it is restarted.',
    notMeans: `${notBinding}; nor that a key file is needed`,
    next: [pods, 'flux-wi doctor'],
    coveredByProof: false,
  },
  {
    pattern:
      /(?:169\.254\.169\.25[24](?!:53\b)|metadata\.google\.internal)\S*:? .*proxyconnect|proxyconnect .*(?:169\.254\.169\.254|metadata\.google\.internal)/,
    fork: 'not-reached',
    link: 'workload',
    codes: ['proxy-captures-metadata'],
    means: 'The request to the metadata server was sent to a proxy.',
    notMeans: notBinding,
    coveredByProof: false,
  },
  {
    pattern:
      /(?:169\.254\.169\.25[24](?!:53\b)|metadata\.google\.internal).*connection refused|ECONNREFUSED 169\.254\.169\.25[24](?!:53\b)/,
    fork: 'not-reached',
    link: 'GKE',
    codes: ['metadata-server-unhealthy', 'metadata-egress-blocked'],
    means: 'Nothing listens where the metadata server should: its pod on that node is not ready, or not there.',
    notMeans: notBinding,
    next: [pods],
    coveredByProof: false,
  },
  {
    pattern:
      /(?:169\.254\.169\.25[24](?!:53\b)|metadata\.google\.internal).*(?:timeout|deadline exceeded|no route|unreachable|EOF|reset by peer|refused)|E(?:TIMEDOUT|HOSTUNREACH|NETUNREACH) 169\.254\.169\.25[24](?!:53\b)/i,
    fork: 'not-reached',
    link: 'GKE',
    codes: ['metadata-egress-blocked', 'metadata-server-unhealthy', 'mesh-blocks-metadata', 'google-egress-blocked'],
    means: 'The metadata server did not answer the pod: a policy or a mesh stands between, or the server is down.',
    notMeans: notBinding,
    next: ['kubectl get networkpolicies -A', pods],
    coveredByProof: false,
  },
  {
    pattern:
      /failed to get GKE cluster \w+ (?:ID )?from the metadata service: metadata: GCE metadata "[^"]*" not defined/,
    fork: 'not-found',
    link: 'GKE',
    codes: ['cluster-not-gke', 'workload-pool-missing'],
    means:
      'A metadata server answered, and knows of no GKE cluster: the controller does not run on GKE, or not on a node of one.',
    notMeans: notBinding,
    coveredByProof: false,
  },
  {
    pattern:
      /failed to get GKE cluster (?:project ID|location|name)|failed to get provider audience(?!: (?:invalid|cannot))|GCE metadata "[^"]*" not defined/,
    fork: 'not-reached',
    link: 'GKE',
    codes: ['metadata-egress-blocked', 'metadata-server-unhealthy', 'cluster-not-gke'],
    means: "The controller asks the metadata server for the cluster's project, location and name, and got no answer.",
    notMeans: notBinding,
    next: [pods],
    coveredByProof: false,
  },
];
