/** What Flux says when a setting of its own cannot work (Flux's image and source controllers, fluxcd/pkg `auth`). */

import { sh } from '../shell-quote.ts';
import type { Row } from './reading.ts';

export const fluxSettings: readonly Row[] = [
  {
    pattern: /please enable the ObjectLevelWorkloadIdentity feature gate/i,
    fork: 'invalid',
    link: 'token',
    codes: ['object-identity-disabled'],
    means:
      'The object names a KSA of its own, and the controller has the feature gate ObjectLevelWorkloadIdentity off.',
    coveredByProof: true,
  },
  {
    pattern: /feature-gate '?ObjectLevelWorkloadIdentity'? not supported/i,
    fork: 'invalid',
    link: 'workload',
    codes: ['controller-flags-invalid', 'object-identity-unsupported'],
    means: 'This version of the controller does not know the gate (it came with Flux 2.6), and does not start with it.',
    coveredByProof: true,
  },
  {
    pattern: /cannot set default service accounts when the feature gate ObjectLevelWorkloadIdentity is not enabled/i,
    fork: 'invalid',
    link: 'workload',
    codes: ['controller-flags-invalid'],
    means:
      '--default-service-account needs the feature gate ObjectLevelWorkloadIdentity, or the controller does not start.',
    coveredByProof: true,
  },
  {
    pattern: /unknown flag: (?<flag>--[\w-]+)/,
    fork: 'invalid',
    link: 'workload',
    codes: ['controller-flags-invalid', 'flux-too-old-for-registry'],
    means: ({ groups }) =>
      `The controller does not know ${groups['flag'] ?? 'the flag'} and does not start; --gcp-autologin-for-gcr was removed in Flux 2.7.`,
    coveredByProof: true,
  },
  {
    pattern: /specified default service account does not exist in the object namespace/i,
    fork: 'not-found',
    link: 'KSA',
    codes: ['ksa-not-found'],
    means:
      'The controller looks up its --default-service-account in the namespace of each object, and this one lacks it.',
    coveredByProof: true,
  },
  {
    pattern:
      /failed to get service account '(?<namespace>[^'/]+)\/(?<ksa>[^']+)':.*not found|serviceaccounts? "(?<name>[^"]+)" not found/i,
    fork: 'not-found',
    link: 'KSA',
    codes: ['ksa-not-found'],
    means: 'The KSA that the object names does not exist in its namespace.',
    as: ({ groups, as }) => (groups['ksa'] === undefined ? as : `KSA ${groups['namespace']}/${groups['ksa']}`),
    next: ({ groups }) =>
      groups['namespace'] === undefined
        ? ['kubectl get serviceaccounts -A']
        : [sh`kubectl -n ${groups['namespace']} get serviceaccounts`],
    coveredByProof: true,
  },
  {
    pattern: /^(?=.*(?:failed to create kubernetes token|cannot create resource "serviceaccounts\/token")).*forbidden/i,
    fork: 'refused',
    link: 'token',
    codes: ['token-request-forbidden'],
    means: 'Whoever asks may not create tokens for that KSA in the cluster; Google has not been asked yet.',
    notMeans: 'a missing binding on the Google side',
    coveredByProof: true,
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
    coveredByProof: true,
  },
  {
    pattern: /invalid gcp\.auth\.fluxcd\.io\/workload-identity-provider annotation: '(?<value>[^']*)'/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['workload-identity-provider-invalid'],
    means:
      'The KSA names an identity provider for Flux, and not in the form that Flux takes: projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER, with the number of the project and nothing in front.',
    notMeans: 'that the metadata server or the network is at fault: nothing has been asked yet',
    coveredByProof: true,
  },
  {
    pattern: /invalid GCP registry: '(?<host>[^']*)'|failed to parse artifact repository/,
    fork: 'invalid',
    link: 'registry',
    codes: ['registry-host-unmatched', 'registry-unsupported'],
    means: ({ groups }) =>
      `Flux does not take ${groups['host'] ?? 'the host'} for a Google registry: no port, no domain of your own, no docker.LOCATION.rep.pkg.dev.`,
    notMeans: 'that Google does not serve it',
    coveredByProof: true,
  },
  {
    pattern:
      /(?:^|[ :])(?:image '.*' should not (?:include|start)|\.?spec\.image value should not)|could not parse reference|repository can only contain the characters|invalid number of path components|invalid reference format|repository name must be lowercase/i,
    fork: 'invalid',
    link: 'scan',
    codes: ['image-reference-invalid'],
    means:
      'The image reference cannot be read: it wants a host and a path in lower case, without a scheme, tag or digest.',
    coveredByProof: true,
  },
  {
    pattern: /provide an option for either authn\.Authenticator or authn\.Keychain, not both/,
    fork: 'invalid',
    link: 'scan',
    codes: ['secret-overrides-identity'],
    means: 'Up to Flux 2.5 pull secrets on the KSA and a provider together fail: take one of the two away.',
    coveredByProof: true,
  },
  {
    pattern:
      /cannot unmarshal object into Go struct field \.?metadata\.annotations of type string|map\[gke:map\[io\/gcp-service-account/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['helm-dots-unescaped'],
    means: 'helm --set split iam.gke.io at its dots; the chart could not render, and the KSA is as it was before.',
    coveredByProof: true,
  },
];
