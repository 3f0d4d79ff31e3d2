/**
 * What Flux says when a setting of its own cannot work, or a right of its own in the cluster is missing (its image and
 * source controllers, fluxcd/pkg `auth`). No proof of the doctor's walks that way.
 */

import { sh } from '../shell-quote.ts';
import type { Row } from './reading.ts';

export const fluxSettings: readonly Row[] = [
  {
    pattern:
      /please enable the ObjectLevelWorkloadIdentity feature gate|ObjectLevelWorkloadIdentity feature gate is not enabled/i,
    fork: 'invalid',
    link: 'token',
    codes: ['object-identity-disabled'],
    means:
      'The object names a KSA of its own, and the feature gate ObjectLevelWorkloadIdentity is off in the controller (up to Flux 2.9; from 2.10 on there is no gate).',
    coveredByProof: false,
  },
  {
    pattern: /feature-gate '?ObjectLevelWorkloadIdentity'? not supported/i,
    fork: 'invalid',
    link: 'workload',
    codes: ['controller-flags-invalid', 'object-identity-unsupported'],
    means: 'This version of the controller does not know the gate (it came with Flux 2.6), and does not start with it.',
    coveredByProof: false,
  },
  {
    pattern: /cannot set default service accounts when the feature gate ObjectLevelWorkloadIdentity is not enabled/i,
    fork: 'invalid',
    link: 'workload',
    codes: ['controller-flags-invalid'],
    means:
      'Up to Flux 2.9 --default-service-account needs the feature gate ObjectLevelWorkloadIdentity, or the controller does not start.',
    notMeans: 'that the flag should be taken off: it keeps tenants off the identity of the controller',
    coveredByProof: false,
  },
  {
    pattern: /feature gate is now retired and no longer changes behavior/,
    fork: 'noise',
    link: 'workload',
    codes: [],
    means: 'The gate is set and no longer needed: from Flux 2.10 on objects have identities of their own without it.',
    coveredByProof: false,
  },
  {
    pattern: /unknown flag: (?<flag>--[\w-]+)/,
    fork: 'invalid',
    link: 'workload',
    codes: ['controller-flags-invalid', 'flux-too-old-for-registry'],
    means: ({ groups }) =>
      `The controller does not know ${groups['flag'] ?? 'the flag'} and does not start; --gcp-autologin-for-gcr was removed in Flux 2.7.`,
    coveredByProof: false,
  },
  {
    pattern: /specified default service account does not exist in the object namespace/i,
    fork: 'not-found',
    link: 'KSA',
    codes: ['ksa-not-found'],
    means:
      'The controller looks up its --default-service-account in the namespace of each object, and this one lacks it.',
    coveredByProof: false,
  },
  {
    pattern:
      /failed to get service account '(?<namespace>[^'/]+)\/(?<ksa>[^']+)':.*not found|service ?accounts? "(?<name>[^"]+)" not found(?!\])/i,
    fork: 'not-found',
    link: 'KSA',
    codes: ['ksa-not-found'],
    means: 'The KSA that the object names does not exist in its namespace.',
    as: ({ groups, as }) => (groups['ksa'] === undefined ? as : `KSA ${groups['namespace']}/${groups['ksa']}`),
    next: ({ groups }) =>
      groups['namespace'] === undefined
        ? ['kubectl get serviceaccounts -A']
        : [sh`kubectl -n ${groups['namespace']} get serviceaccounts`],
    coveredByProof: false,
  },
  {
    pattern: /^(?=.*(?:failed to create kubernetes token|cannot create resource "serviceaccounts\/token")).*forbidden/i,
    fork: 'refused',
    link: 'token',
    codes: ['token-request-forbidden'],
    means: 'Whoever asks may not create tokens for that KSA in the cluster; Google has not been asked yet.',
    notMeans: 'a missing binding on the Google side',
    coveredByProof: false,
  },
  {
    pattern:
      /cannot specify custom audiences for GKE workload identity|credential provider '(?<provider>[^']*)'.{0,20} (?:does not support JWT credentials|is not supported)|credential type '[^']*' for the \S+ credential provider is not implemented/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['credential-provider-unsupported'],
    means:
      'The annotations credential.auth.fluxcd.io/… of the KSA (Flux 2.10) ask for a credential that Flux does not exchange at GKE: only provider `kubernetes` with its own audience goes there.',
    notMeans: 'a missing binding: Google has not been asked yet',
    next: [
      sh`kubectl get serviceaccounts -A -o ${'custom-columns=NS:.metadata.namespace,NAME:.metadata.name,ANNOTATIONS:.metadata.annotations'}`,
    ],
    coveredByProof: false,
  },
  {
    pattern: /failed to fetch SPIFFE JWT-SVID/,
    fork: 'not-reached',
    link: 'token',
    codes: ['credential-provider-unsupported'],
    means:
      'The identity of this object comes from SPIFFE (Flux 2.10), and SPIFFE gave none. flux-wi does not walk that way.',
    notMeans: 'a fault of GKE or of a binding',
    coveredByProof: false,
  },
  {
    pattern:
      /failed to load controller token|failed to read service account token file|unable to get kubeconfig: open \S*\/serviceaccount\/token/,
    fork: 'invalid',
    link: 'workload',
    codes: ['workload-not-running'],
    means: 'No Kubernetes token is mounted into the pod of the controller, which needs one to work at all.',
    coveredByProof: false,
  },
  {
    pattern: /invalid gcp\.auth\.fluxcd\.io\/workload-identity-provider annotation: '(?<value>[^']*)'/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['workload-identity-provider-invalid'],
    means:
      'Flux takes the annotation gcp.auth.fluxcd.io/workload-identity-provider of the KSA for no provider: it wants projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER, with the number of the project.',
    notMeans: 'that the metadata server is out of reach, or that a binding is missing: neither has been asked',
    next: [
      sh`kubectl get serviceaccounts -A -o ${'custom-columns=NS:.metadata.namespace,NAME:.metadata.name,PROVIDER:.metadata.annotations.gcp\\.auth\\.fluxcd\\.io/workload-identity-provider'}`,
    ],
    coveredByProof: false,
  },
  {
    pattern: /invalid iam\.gke\.io\/gcp-service-account annotation: '(?<value>[^']*)'/,
    fork: 'invalid',
    link: 'KSA',
    codes: ({ groups }) =>
      /^[^\s@]+@[^\s@]+\.gserviceaccount\.com$/.test(groups['value'] ?? '')
        ? ['gsa-email-unsupported', 'ksa-annotation-malformed']
        : ['ksa-annotation-malformed', 'ksa-annotation-empty', 'gsa-email-unsupported'],
    means:
      'Flux takes the annotation of the KSA for no service account: it knows NAME@PROJECT.iam.gserviceaccount.com alone, though GKE would take others.',
    coveredByProof: false,
  },
  {
    pattern: /invalid GCP registry: '(?<host>[^']*)'|failed to parse artifact repository/,
    fork: 'invalid',
    link: 'registry',
    codes: ['registry-host-unmatched', 'registry-unsupported'],
    means: ({ groups }) =>
      `Flux does not take ${groups['host'] ?? 'the host'} for a Google registry: no port, no domain of your own, no docker.LOCATION.rep.pkg.dev.`,
    notMeans: 'that Google does not serve it',
    coveredByProof: false,
  },
  {
    pattern:
      /(?:^|[ :"(=])(?:image '.*' should not (?:include|start)|\.?spec\.image value should not)|could not parse reference|repository can only contain the characters|invalid number of path components|invalid reference format|repository name must be lowercase/i,
    fork: 'invalid',
    link: 'scan',
    codes: ['image-reference-invalid'],
    means:
      'The image reference cannot be read: it wants a host and a path in lower case, without a scheme, tag or digest.',
    coveredByProof: false,
  },
  {
    pattern:
      /auth for "(?<host>[^"]*)" not found in secret (?<secret>\S+)|failed to configure authentication options: .*secrets? "(?<name>[^"]+)" not found|Secret "(?<other>[^"]+)" not found/,
    fork: 'not-found',
    link: 'scan',
    codes: ['secret-overrides-identity', 'image-reference-invalid'],
    means: ({ groups }) =>
      `Flux goes by a pull secret here, and ${groups['host'] === undefined ? 'it is not there' : `the secret has no entry for ${groups['host']}`}; the identity is not asked.`,
    notMeans: 'a fault of the identity',
    coveredByProof: false,
  },
  {
    pattern: /\.?spec\.provider: field not declared in schema|unknown field "spec\.provider"/,
    fork: 'invalid',
    link: 'workload',
    codes: ['flux-too-old-for-registry', 'provider-not-google'],
    means:
      'The version of the API in the manifest, or in the cluster, is older than spec.provider: it came with Flux 0.40 and v1beta2.',
    coveredByProof: false,
  },
  {
    pattern:
      /no matches for kind "(?:Image\w+|OCIRepository|Helm\w+|Bucket)"|doesn't have a resource type "?(?:image(?:repositor|polic)\w+|ocirepositor\w+|helm\w+|buckets?)/,
    fork: 'not-found',
    link: 'workload',
    codes: ['workload-not-found'],
    means:
      'The cluster does not serve this kind, or not in this version: the controller is not installed, or its API has moved on.',
    next: ['flux check', 'kubectl api-resources --api-group=image.toolkit.fluxcd.io'],
    coveredByProof: false,
  },
  {
    pattern: /client rate limiter Wait|would exceed context deadline/,
    fork: 'not-yet',
    link: 'scan',
    codes: ['scan-failing'],
    means:
      'The controller held its own calls back until their time was over: it has more to do than it may ask of the API server.',
    notMeans: 'a fault of the identity or of the registry',
    coveredByProof: false,
  },
  {
    pattern: /context canceled/,
    fork: 'not-reached',
    link: 'scan',
    codes: ['scan-failing'],
    means:
      'The controller broke its own call off: it was stopping, or it is image-reflector-controller 1.2.0, which does so to every login (fixed in 1.2.1).',
    notMeans: 'a fault of the identity',
    coveredByProof: false,
  },
  {
    pattern: /provide an option for either authn\.Authenticator or authn\.Keychain, not both/,
    fork: 'invalid',
    link: 'scan',
    codes: ['secret-overrides-identity'],
    means: 'Up to Flux 2.5 pull secrets on the KSA and a provider together fail: take one of the two away.',
    coveredByProof: false,
  },
  {
    pattern:
      /cannot unmarshal object into Go struct field \.?metadata\.annotations of type string|map\[gke:map\[io\/gcp-service-account/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['helm-dots-unescaped'],
    means: 'helm --set split iam.gke.io at its dots; the chart could not render, and the KSA is as it was before.',
    coveredByProof: false,
  },
];
