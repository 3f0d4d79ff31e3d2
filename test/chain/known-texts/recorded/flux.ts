/** What Flux's controllers write: statuses, events, logs, and the last lines of those that do not start. */

import type { Recorded } from './recorded.ts';

const gsaPattern = String.raw`^[a-zA-Z0-9-]{1,100}@[a-zA-Z0-9-]{1,100}\.iam\.gserviceaccount\.com$`;
const hostPattern = String.raw`^(((.+\.)?gcr\.io)|(.+-docker\.pkg\.dev)|(docker\.s3nsregistry\.fr))$`;
const providerPattern = String.raw`^projects/\d{1,30}/locations/global/workloadIdentityPools/[^/]{1,100}/providers/[^/]{1,100}$`;
const ksa = "service account 'apps/reader'";
const defaultCredentials =
  'google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information';
const metadata403 = `compute: Received 403 \`Unable to generate access token; IAM returned 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).
This error could be caused by a missing IAM policy binding on the target IAM service account.
For more information, refer to the Workload Identity documentation:
	https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to

\``;

/** Prefixes that Flux has put before one and the same error, from release to release. */
export const fluxPrefixes: readonly string[] = [
  'failed to configure authentication options: failed to create provider access token for the controlller: ',
  'failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for the controller: ',
  'scan failed: failed to get access token for artifact registry: failed to create provider access token for the controller: ',
  'scan failed: failed to get access credential for artifact registry: failed to create provider access credential for the controller: ',
  'failed to get access token for artifact registry: failed to create provider access token for the ambient environment: ',
  `scan failed: failed to get access token for artifact registry: failed to create provider access token for ${ksa}: `,
  `failed to get credential from gcp: failed to get access credential for artifact registry: failed to create provider access credential for ${ksa}: `,
  "failed to get credential from 'gcp': failed to create provider access token for the controller: ",
  'unable to get authentication data from OIDC: failed to get access token for artifact registry: failed to create provider access token for the controller: ',
  'failed to determine artifact digest: failed to get access token for artifact registry: failed to create provider access token for the controller: ',
];

/** The errors behind them. */
export const fluxErrors: readonly Recorded[] = [
  [metadata403, 'binding-missing', { fork: 'refused' }],
  [defaultCredentials, 'metadata-probe-stuck'],
  [
    'metadata: GCE metadata "instance/service-accounts/default/token?scopes=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcloud-platform%2Chttps%3A%2F%2Fwww.googleapis.com%2Fauth%2Fuserinfo.email" not defined',
    'gsa-not-found',
  ],
  [
    'Get "http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token?scopes=x": dial tcp 169.254.169.254:80: i/o timeout',
    'metadata-egress-blocked',
  ],
  [
    'Get "http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token?scopes=x": context deadline exceeded',
    'metadata-egress-blocked',
  ],
  [
    'google: error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable: open /var/secrets/key.json: no such file or directory',
    'credentials-file-overrides-identity',
  ],
  [
    `oauth2/google: status code 403: {"error":{"code":403,"message":"Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).","status":"PERMISSION_DENIED"}}`,
    'binding-missing',
  ],
  [
    `oauth2/google: status code 400: {"error":"invalid_target","error_description":"The target service indicated by the \\"audience\\" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn't exist."}`,
    'token-exchange-rejected',
  ],
  [
    'oauth2/google: status code 400: {"error":"invalid_grant","error_description":"The audience in ID Token [acme.svc.id.goog] does not match the expected audience."}',
    'token-exchange-rejected',
  ],
  ['oauth2/google: status code 429: Too Many Requests', 'google-rate-limited', { fork: 'throttled' }],
  ['oauth2/google: status code 503: {"error":{"code":503,"status":"UNAVAILABLE"}}', 'api-unreachable'],
  ['Post "https://sts.googleapis.com/v1/token": dial tcp 142.250.1.95:443: i/o timeout', 'google-egress-blocked'],
  [
    'Post "https://sts.googleapis.com/v1/token": x509: certificate signed by unknown authority',
    'registry-ca-untrusted',
  ],
  [
    'Post "https://sts.googleapis.com/v1/token": dial tcp: lookup sts.googleapis.com on 169.254.169.254:53: read udp 10.4.1.7:41112->169.254.169.254:53: i/o timeout',
    'google-egress-blocked',
  ],
  ['compute: Received 502 `Bad Gateway`', 'metadata-server-unhealthy'],
  ['compute: Received 504 `Unable to generate access token; IAM returned`', 'google-egress-blocked'],
];

export const fluxOwn: readonly Recorded[] = [
  // Its own checks of settings.
  [
    'to use spec.serviceAccountName for provider authentication please enable the ObjectLevelWorkloadIdentity feature gate in the controller',
    'object-identity-disabled',
  ],
  ['ObjectLevelWorkloadIdentity feature gate is not enabled', 'object-identity-disabled'],
  ["feature-gate 'ObjectLevelWorkloadIdentity' not supported", 'controller-flags-invalid'],
  ['feature gate is now retired and no longer changes behavior', 'none'],
  [
    'cannot set default service accounts when the feature gate ObjectLevelWorkloadIdentity is not enabled',
    'controller-flags-invalid',
  ],
  ['unknown flag: --gcp-autologin-for-gcr', 'controller-flags-invalid'],
  ['unknown flag: --aws-autologin-for-ecr', 'controller-flags-invalid'],
  [
    `failed to get ${ksa}: the specified default service account does not exist in the object namespace. your cluster is subject to multi-tenant workload identity lockdown, reach out to your cluster administrator for help`,
    'ksa-not-found',
    { as: 'KSA apps/reader' },
  ],
  [
    `failed to create provider access token for ${ksa}: failed to get ${ksa}: ServiceAccount "reader" not found`,
    'ksa-not-found',
    { as: 'KSA apps/reader' },
  ],
  [
    `failed to create provider access token for ${ksa}: failed to create kubernetes token for ${ksa}: serviceaccounts "reader" is forbidden: User "system:serviceaccount:flux-system:image-reflector-controller" cannot create resource "serviceaccounts/token" in API group "" in the namespace "apps"`,
    'token-request-forbidden',
    { as: 'KSA flux-system/image-reflector-controller' },
  ],
  [
    'failed to get provider audience: failed to get GKE cluster project ID from the metadata service: empty value',
    'metadata-egress-blocked',
  ],
  [
    'failed to get provider audience: failed to get GKE cluster name from the metadata service: metadata: GCE metadata "instance/attributes/cluster-name" not defined',
    'cluster-not-gke',
  ],
  [
    `failed to get provider audience: invalid gcp.auth.fluxcd.io/workload-identity-provider annotation: 'projects/acme/locations/global/workloadIdentityPools/p/providers/q'. must match ${providerPattern}`,
    'workload-identity-provider-invalid',
  ],
  [
    `failed to get provider identity from ${ksa} annotations: invalid iam.gke.io/gcp-service-account annotation: 'flux@acme.example.iam.gserviceaccount.com '. must match ${gsaPattern}`,
    'ksa-annotation-malformed',
    { as: 'KSA apps/reader' },
  ],
  [
    `invalid iam.gke.io/gcp-service-account annotation: 'g@acme.example.com.iam.gserviceaccount.com'. must match ${gsaPattern}`,
    'gsa-email-unsupported',
  ],
  [
    'failed to get provider audience: cannot specify custom audiences for GKE workload identity',
    'credential-provider-unsupported',
  ],
  ["credential provider 'spiffe' does not support JWT credentials", 'credential-provider-unsupported'],
  ["credential provider 'spire' is not supported", 'credential-provider-unsupported'],
  [
    "credential type 'x509' for the spiffe credential provider is not implemented yet",
    'credential-provider-unsupported',
  ],
  [
    'failed to fetch SPIFFE JWT-SVID from the Workload API: rpc error: code = Unavailable',
    'credential-provider-unsupported',
  ],
  [
    'failed to load controller token: failed to read service account token file /var/run/secrets/kubernetes.io/serviceaccount/token: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
    'workload-not-running',
  ],
  [
    `failed to parse artifact repository 'gcr.io:443/acme/api': invalid GCP registry: 'gcr.io:443'. must match ${hostPattern}`,
    'registry-host-unmatched',
  ],
  [`invalid GCP registry: 'docker.europe-west1.rep.pkg.dev'. must match ${hostPattern}`, 'registry-host-unmatched'],
  ["image 'https://gcr.io/acme/api' should not include URL scheme; remove 'https://'", 'image-reference-invalid'],
  ["image 'gcr.io/acme/api:v1' should not include ':v1'", 'image-reference-invalid'],
  [".spec.image value should not start with URL scheme; remove 'https://'", 'image-reference-invalid'],
  ['provide an option for either authn.Authenticator or authn.Keychain, not both', 'secret-overrides-identity'],
  ['auth for "https:" not found in secret flux-system/registry', 'secret-overrides-identity'],
  ['auth for "gcr.io" not found in secret flux-system/registry', 'secret-overrides-identity'],
  ['failed to configure authentication options: secrets "registry" not found', 'secret-overrides-identity'],
  ['.spec.provider: field not declared in schema', 'flux-too-old-for-registry'],
  ['no matches for kind "ImageRepository" in version "image.toolkit.fluxcd.io/v1alpha1"', 'workload-not-found'],
  ['unexpected status from metadata service: 404 Not Found', 'gsa-not-found'],
  ['unexpected status from metadata service: 403 Forbidden', 'binding-missing'],
  ['unexpected status from metadata service: 502 Bad Gateway', 'metadata-server-unhealthy'],
  ['scan failed: context canceled', 'scan-failing'],
  ['client rate limiter Wait returned an error: context deadline exceeded', 'scan-failing', { fork: 'not-yet' }],

  // Scans, good and bad.
  ['successful scan: found 34 tags', 'none'],
  ['successful scan: found 34 tags with checksum 2916423745', 'none'],
  ['successful scan, found 34 tags', 'none'],
  ['successful scan: found 0 tags', 'image-empty'],
  ['retrying in 30s error: no tags in database', 'scan-stale'],
  ['no tags found in database', 'scan-stale'],
  ['version list argument cannot be empty', 'scan-stale'],
  ['Cannot determine latest tag for policy: version list argument cannot be empty', 'scan-stale'],
  ['referenced ImageRepository has not been scanned yet', 'scan-stale'],
  ['ImageRepository reconciliation is suspended', 'scan-suspended'],
  ['resource is suspended', 'scan-suspended'],

  // Flux v1.
  [
    `caller=warming.go:180 component=warmer canonical_name=us.gcr.io/acme/training auth={map[]} err="requesting tags: denied: Failed to read tags for host 'us.gcr.io', repository '/v2/acme/training/tags/list'"`,
    'provider-not-google',
  ],
  [
    'ts=2020-03-02T09:14:00Z caller=warming.go:198 component=warmer canonical_name=gcr.io/acme/api auth={map[]} err="requesting tags: unauthorized: authentication required"',
    'tags-access-denied',
  ],
  ['image data not available', 'scan-stale'],
  ['item not in cache, last error: requesting tags: unauthorized: x', 'tags-access-denied'],

  // Helm and its dots.
  [
    'YAML parse error on flux/templates/serviceaccount.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field .metadata.annotations of type string',
    'helm-dots-unescaped',
  ],
  ['iam: map[gke:map[io/gcp-service-account:flux@acme.iam.gserviceaccount.com]]', 'helm-dots-unescaped'],
];
