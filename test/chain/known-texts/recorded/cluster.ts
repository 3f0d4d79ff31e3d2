/** What GKE's metadata server, the API server, kubectl and the network of a cluster say. */

import type { Recorded } from './recorded.ts';

const trailer =
  'This error could be caused by a missing IAM policy binding on the target IAM service account.\nFor more information, refer to the Workload Identity documentation:\n\thttps://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to\n\n';
const unable = 'Unable to generate access token; IAM returned';

export const clusterAnswers: readonly Recorded[] = [
  // The metadata server of GKE.
  [
    `${unable} 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).\n${trailer}`,
    'binding-missing',
  ],
  [`${unable} 403 Forbidden: The caller does not have permission\n${trailer}`, 'binding-missing'],
  [`${unable} 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied.\n${trailer}`, 'binding-missing'],
  [
    `${unable} 403 Forbidden: IAM Service Account Credentials API has not been used in project 42 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/iamcredentials.googleapis.com/overview?project=42 then retry.\n${trailer}`,
    'api-disabled',
  ],
  [
    `${unable} 404 Not Found: Not found; Gaia id not found for email x@acme.iam.gserviceaccount.com\n${trailer}`,
    'gsa-not-found',
  ],
  [`${unable} 400 Bad Request: Request contains an invalid argument.\n${trailer}`, 'ksa-annotation-malformed'],
  [
    `${unable} 400 Bad Request: Invalid form of account ID flux-scan. Should be [Gaia ID |Email |Unique ID |] of the account\n${trailer}`,
    'ksa-annotation-malformed',
  ],
  [
    `${unable} 429 Too Many Requests: Quota exceeded for quota metric 'Generate access token requests'\n${trailer}`,
    'google-rate-limited',
    { fork: 'throttled' },
  ],
  [`${unable} 503 Service Unavailable: The service is currently unavailable.\n${trailer}`, 'api-unreachable'],
  [trailer, 'impersonation-denied', { fork: 'noise' }],
  [
    'Invalid form of account ID acme.svc.id.goog. Should be [Gaia ID |Email |Unique ID |] of the account',
    'ksa-annotation-missing',
  ],
  [
    'Your Kubernetes service account (apps/reader) is not annotated with a target Google service account, which is a requirement for retrieving Identity Tokens using Workload Identity.',
    'ksa-annotation-missing',
    { as: 'KSA apps/reader' },
  ],
  [
    `I0128 21:58:26.237728       1 serviceaccounts.go:188] KSA apps:reader doesn't have MPI annotation, using Identity Namespace "acme.svc.id.goog"`,
    'ksa-annotation-missing',
    { as: 'KSA apps/reader' },
  ],
  ['Missing required header "Metadata-Flavor": "Google"', 'mesh-blocks-metadata'],
  [
    'GKE Metadata Server encountered an error: Missing required header "Metadata-Flavor": "Google"',
    'mesh-blocks-metadata',
  ],
  ['GKE Metadata Server: Internal Server Error', 'metadata-server-unhealthy'],
  [
    'Unexpected Error code 500 trying to get security access token from Compute Engine metadata for the default service account: GKE Metadata Server: Internal Server Error',
    'metadata-server-unhealthy',
  ],
  ['Unable to find pod: ip "172.17.0.2" not recorded in the snapshot', 'metadata-server-unhealthy'],
  ['Caller is not authenticated', 'metadata-server-unhealthy'],
  ['The request is rejected. Please check if the metadata server is concealed.', 'node-metadata-server-missing'],
  ['This metadata endpoint is concealed.', 'node-metadata-server-missing'],
  ['HTTP/404: generic::not_found: no child x', 'not ours'],

  // Name services: never the metadata server.
  [
    'Get "https://europe-west1-docker.pkg.dev/v2/": dial tcp: lookup europe-west1-docker.pkg.dev on 169.254.169.254:53: read udp 10.4.2.9:36109->169.254.169.254:53: i/o timeout',
    'registry-unreachable-from-cluster',
  ],
  [
    'dial tcp: lookup gcr.io on 169.254.169.254:53: dial udp 169.254.169.254:53: connect: no route to host',
    'registry-unreachable-from-cluster',
  ],
  [
    'Get "https://gcr.io/v2/": dial tcp: lookup gcr.io on 169.254.169.254:53: no such host',
    'registry-unreachable-from-cluster',
  ],
  ['lookup storage.googleapis.com on 169.254.169.254:53: no such host', 'registry-unreachable-from-cluster'],
  ['read udp 10.4.2.9:36109->169.254.169.254:53: i/o timeout', 'registry-unreachable-from-cluster'],
  [
    'Get "https://gcr.io/v2/": dial tcp: lookup gcr.io on 10.0.0.10:53: server misbehaving',
    'registry-unreachable-from-cluster',
  ],
  ['dial tcp: lookup metadata.google.internal on 10.0.0.10:53: no such host', 'metadata-egress-blocked'],
  [
    'dial tcp: lookup metadata.google.internal on 169.254.20.10:53: read udp 10.4.2.9:36109->169.254.20.10:53: i/o timeout',
    'metadata-egress-blocked',
  ],
  ['metadata.google.internal cannot be resolved', 'metadata-egress-blocked'],

  // The way to the metadata server.
  [
    'Get "http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token": dial tcp 169.254.169.254:80: connect: connection refused',
    'metadata-server-unhealthy',
  ],
  [
    'Get "http://metadata.google.internal/computeMetadata/v1/": proxyconnect tcp: dial tcp 10.1.1.1:3128: connect: connection refused',
    'proxy-captures-metadata',
  ],
  ['connect ECONNREFUSED 169.254.169.254:80', 'metadata-server-unhealthy'],

  // The API server.
  [
    'serviceaccounts "image-reflector-controller" is forbidden: User "viewer@acme.example" cannot create resource "serviceaccounts/token" in API group "" in the namespace "flux-system"',
    'token-request-forbidden',
    { as: 'operator viewer@acme.example' },
  ],
  [
    'nodes is forbidden: User "viewer@acme.example" cannot list resource "nodes" in API group "" at the cluster scope',
    'kubernetes-permission-missing',
    { as: 'operator viewer@acme.example' },
  ],
  [
    'imagerepositories.image.toolkit.fluxcd.io is forbidden: User "nobody@acme.example" cannot list resource "imagerepositories" in API group "image.toolkit.fluxcd.io" in the namespace "flux-system"',
    'kubernetes-permission-missing',
  ],
  [
    'secrets "registry" is forbidden: User "system:serviceaccount:flux-system:image-reflector-controller" cannot get resource "secrets" in API group "" in the namespace "apps"',
    'kubernetes-permission-missing',
    { as: 'KSA flux-system/image-reflector-controller' },
  ],
  ['forbidden: User "nobody@acme.example" cannot get path "/nope"', 'kubernetes-permission-missing'],
  [
    'users "x" is forbidden: User "viewer@acme.example" cannot impersonate resource "users" in API group "" at the cluster scope',
    'kubernetes-permission-missing',
  ],
  [
    'serviceaccounts "image-reflector-controller" is forbidden: User "viewer@acme.example" cannot impersonate-on:user-info:get resource "serviceaccounts" in API group "" in the namespace "flux-system"',
    'kubernetes-permission-missing',
  ],
  [
    'pods is forbidden: User "dana@acme.example" cannot list resource "pods" in API group "" in the namespace "x": requires one of ["container.pods.list"] permission(s).',
    'kubernetes-permission-missing',
    { permission: 'container.pods.list' },
  ],
  [
    'services is forbidden: User "dana@acme.example" cannot list resource "services" in API group "" in the namespace "x": Required "container.services.list" permission.',
    'kubernetes-permission-missing',
  ],
  [
    'pods "p" is forbidden: error looking up service account flux-system/nope: serviceaccount "nope" not found',
    'ksa-not-found',
  ],
  ['serviceaccounts "nope" not found', 'ksa-not-found'],
  ['error: failed to create token: serviceaccounts "nope" not found', 'ksa-not-found'],
  ['deployments.apps "flux" not found', 'not ours'],
  ['error: the server doesn\'t have a resource type "imagepolicies"', 'workload-not-found'],
  ['the server could not find the requested resource', 'not ours'],
  ['error: You must be logged in to the server (Unauthorized)', 'cluster-unauthorized'],
  [
    'error: You must be logged in to the server (the server has asked for the client to provide credentials)',
    'cluster-unauthorized',
  ],
  ['[invalid bearer token, service account token has expired]', 'cluster-unauthorized'],
  [
    '[invalid bearer token, token audiences ["acme.svc.id.goog"] is invalid for the target audiences ["https://kubernetes.default.svc"]]',
    'cluster-unauthorized',
  ],
  [
    'Unable to connect to the server: getting credentials: exec: executable gke-gcloud-auth-plugin not found',
    'credential-plugin-failed',
  ],
  ['Unable to connect to the server: dial tcp 34.1.2.3:443: i/o timeout', 'cluster-unreachable'],
  [
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    'kubeconfig-invalid',
  ],
  ['error: context "gke_acme_l_c" does not exist', 'kubeconfig-invalid'],
  [
    'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes',
    'not ours',
  ],
  ['Timeout: Too large resource version: 9999999, current: 1759', 'not ours'],
  ['The provided continue parameter is too old to display a consistent list result.', 'not ours'],

  // Proxies of a mesh, and others in the way.
  [
    'compute: Received 503 `upstream connect error or disconnect/reset before headers. reset reason: connection termination`',
    'mesh-blocks-metadata',
    { fork: 'not-reached' },
  ],
  [
    'Get "http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token": RBAC: access denied',
    'mesh-blocks-metadata',
    { fork: 'refused' },
  ],
  [
    'GET https://europe-west1-docker.pkg.dev/v2/: unexpected status code 503 Service Unavailable: upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure reason: delayed connect error: 22',
    'registry-unreachable-from-cluster',
  ],
  ['Get "https://gcr.io/v2/": Proxy Authentication Required', 'registry-unreachable-from-cluster'],
  ["invalid character '<' looking for beginning of value", 'registry-unreachable-from-cluster'],
  [
    'Get "https://gcr.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'registry-unreachable-from-cluster',
  ],
  [
    'Get "https://gcr.io/v2/": dial tcp [2a00:1450:400c:c02::52]:443: connect: cannot assign requested address',
    'registry-unreachable-from-cluster',
  ],
  [
    'GET https://gcr.io/v2/acme/api/tags/list?n=1000: unexpected status code 502 Bad Gateway',
    'api-unreachable',
    { fork: 'not-yet' },
  ],
  ["failed to confirm existence of 'charts' bucket: storage: bucket doesn't exist", 'bucket-not-found'],
];
