/** What registries say, through the clients of Flux, of the kubelet and of a person. */

import type { Recorded } from './recorded.ts';

const reader = 'artifactregistry.repositories.downloadArtifacts';
const apps = 'projects/acme/locations/europe-west1/repositories/apps';
const token =
  'https://europe-west1-docker.pkg.dev/v2/token?scope=repository%3Aacme%2Fapps%2Fapi%3Apull&service=europe-west1-docker.pkg.dev';
const refused = `Permission "${reader}" denied on resource "${apps}" (or it may not exist)`;
const key = 'projects/acme/locations/europe-west1/keyRings/images/cryptoKeys/apps';

export const registryAnswers: readonly Recorded[] = [
  [`GET ${token}: DENIED: ${refused}`, 'repository-access-denied', { permission: reader, resource: apps }],
  [
    `GET ${token}: DENIED: Permission '${reader}' denied on resource '//artifactregistry.googleapis.com/${apps}' (or it may not exist). Remediate access with this Troubleshooter URL or share it with your administrator - https://console.cloud.google.com/iam-admin/troubleshooter/summary;errorId=abc .`,
    'repository-access-denied',
    { permission: reader, resource: apps },
  ],
  [
    `GET ${token}: DENIED: Unauthenticated request. Unauthenticated requests do not have permission "${reader}" on resource "${apps}" (or it may not exist)`,
    'provider-not-google',
    { as: 'anonymous', fork: 'anonymous' },
  ],
  [refused, 'repository-access-denied'],
  [`denied: ${refused}`, 'repository-access-denied'],
  [
    `GET "https://europe-west6-docker.pkg.dev/v2/acme/charts/api/tags/list": GET "https://europe-west6-docker.pkg.dev/v2/token?scope=repository%3Aacme%2Fcharts%2Fapi%3Apull&service=europe-west6-docker.pkg.dev": unexpected status code 403: denied: ${refused}`,
    'repository-access-denied',
    { permission: reader },
  ],
  [
    'GET https://gcr.io/v2/token: UNAUTHORIZED: authentication failed',
    'token-expired-in-cache',
    { fork: 'not-accepted' },
  ],
  ['UNAUTHORIZED: authentication failed', 'token-expired-in-cache', { fork: 'not-accepted' }],
  ['No valid credential was supplied.', 'token-expired-in-cache', { fork: 'not-accepted' }],
  ['not authenticated: No credential was supplied.', 'provider-not-google', { fork: 'anonymous' }],
  ['not authenticated: No valid credential was supplied.', 'token-expired-in-cache', { fork: 'not-accepted' }],
  ['invalid number of path components: 1', 'image-reference-invalid'],
  [
    "GET https://gcr.io/v2/acme/api/tags/list?n=1000: DENIED: Failed to read tags for host 'gcr.io', repository '/v2/acme/api/tags/list?n=1000'",
    'provider-not-google',
  ],
  [
    "Token exchange failed for project 'acme'. Caller does not have permission or the resource may not exist 'storage.buckets.get'. To configure permissions, follow instructions at: https://cloud.google.com/container-registry/docs/access-control",
    'bucket-access-denied',
    { permission: 'storage.buckets.get', resource: 'acme' },
  ],
  [
    "UNAUTHORIZED: You don't have the needed permissions to perform this operation, and you may have invalid credentials. To authenticate your request, follow the steps in: https://cloud.google.com/container-registry/docs/advanced-authentication",
    'bucket-access-denied',
  ],
  [`denied: Permission denied for "1.0.0" from request "/v2/acme/api/manifests/1.0.0".`, 'provider-not-google'],
  [
    "GET https://gcr.io/v2/token?scope=repository%3Aacme%2Fapi%3Apull&service=gcr.io: unexpected status code 412 Precondition Failed: Container Registry is deprecated and shutting down, please use the auto migration tool to migrate to Artifact Registry (gcloud artifacts docker upgrade migrate --projects='acme'). For more details see: https://cloud.google.com/artifact-registry/docs/transition/auto-migrate-gcr-ar",
    'registry-shut-down',
  ],
  ["error parsing HTTP 412 response body: invalid character 'C' looking for beginning of value", 'registry-shut-down'],
  [
    'denied: gcr.io repo does not exist. Creating on push requires the artifactregistry.repositories.createOnPush permission',
    'repository-not-found',
  ],
  [
    'GET https://gcr.io/v2/acme/api/tags/list?n=1000: NAME_UNKNOWN: Repository "gcr.io" not found',
    'repository-not-found',
    { resource: 'gcr.io' },
  ],
  ['name unknown: Repository "containers" not found', 'repository-not-found'],
  ['GET https://gcr.io/v2/acme/api/tags/list?n=1000: unexpected status code 404 Not Found', 'image-not-found'],
  [
    'failed to determine artifact digest: GET https://europe-docker.pkg.dev/v2/acme/apps/api/manifests/latest: MANIFEST_UNKNOWN: Failed to fetch "latest"',
    'image-not-found',
  ],
  [
    'GET https://gcr.io/v2/token: DENIED: Artifact Registry API has not been used in project 215900959124 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/artifactregistry.googleapis.com/overview?project=215900959124 then retry.',
    'api-disabled',
    { resource: '215900959124' },
  ],
  ['denied: This API method requires billing to be enabled', 'project-unusable'],
  [
    "GET https://europe-west1-docker.pkg.dev/v2/token?scope=x: DENIED: Permission denied: Consumer 'projects/acme' has been suspended.",
    'project-unusable',
    { resource: 'projects/acme' },
  ],
  [
    `GET ${token}: TOOMANYREQUESTS: Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per project per region per minute per region' of service 'artifactregistry.googleapis.com' for consumer 'project_number:1'.`,
    'google-rate-limited',
  ],
  ['status=429 body="Quota Exceeded."', 'google-rate-limited'],
  [`GET ${token}: unexpected status code 429 Too Many Requests`, 'google-rate-limited'],
  [
    "denied: Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: kZ0q-1_",
    'perimeter-denied',
  ],
  [
    'failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden',
    'provider-not-google',
    { fork: 'anonymous' },
  ],
  [
    'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://gcr.io/v2/token?scope=repository%3Aacme%2Fapi%3Apull&service=gcr.io: 403 Forbidden',
    'provider-not-google',
    { fork: 'anonymous' },
  ],
  [
    'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://europe-west1-docker.pkg.dev/v2/token?scope=x: 403 Forbidden',
    'repository-access-denied',
  ],
  [
    'failed fetching digest of gcr.io/acme/api:v1: failed fetching descriptor for "gcr.io/acme/api:v1": HEAD https://gcr.io/v2/acme/api/manifests/v1: unexpected status code 403 Forbidden (HEAD responses have no body, use GET for details)',
    'repository-access-denied',
  ],
  [
    'Get "https://gcr.io/v2/": dial tcp 142.250.145.82:443: connect: connection refused',
    'registry-unreachable-from-cluster',
  ],
  [
    'Get "https://europe-west1-docker.pkg.dev/v2/": net/http: TLS handshake timeout',
    'registry-unreachable-from-cluster',
  ],
  ['Get "https://europe-west1-docker.pkg.dev/v2/": EOF', 'registry-unreachable-from-cluster'],
  ['Get "https://gcr.io/v2/": x509: certificate signed by unknown authority', 'registry-ca-untrusted'],

  // A reason of the repository's own.
  [
    `GET ${token}: DENIED: Permission denied on Cloud KMS key. Please ensure that your Artifact Registry service account has been granted the permission to use the key.`,
    'registry-refused',
  ],
  [
    `DENIED: Permission 'cloudkms.cryptoKeyVersions.useToDecrypt' denied on resource '${key}' (or it may not exist).`,
    'registry-refused',
    { permission: 'cloudkms.cryptoKeyVersions.useToDecrypt', resource: key },
  ],
  [`${key}/cryptoKeyVersions/1 is not enabled, current state is: DISABLED.`, 'registry-refused'],
  [
    `GET https://europe-west1-docker.pkg.dev/v2/acme/apps/api/manifests/latest: DENIED: Download of version "v1" of package "api" is denied by download rule ${apps}/rules/no-old`,
    'registry-refused',
  ],
  [
    "Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/acme' attempting to use service 'artifactregistry.googleapis.com'.",
    'registry-refused',
  ],

  // Cloud Storage behind Container Registry and behind a Bucket.
  [
    "Anonymous caller does not have storage.objects.list access to the Google Cloud Storage bucket. Permission 'storage.objects.list' denied on resource (or it may not exist).",
    'provider-not-google',
    { as: 'anonymous' },
  ],
  [
    "googleapi: Error 403: flux@acme.iam.gserviceaccount.com does not have storage.objects.list access to the Google Cloud Storage bucket. Permission 'storage.objects.list' denied on resource (or it may not exist)., forbidden",
    'bucket-access-denied',
    { as: 'GSA flux@acme.iam.gserviceaccount.com', permission: 'storage.objects.list' },
  ],
  [
    '"Primary: /namespaces/acme.svc.id.goog with additional claims does not have storage.objects.list access to the Google Cloud Storage bucket."',
    'ksa-annotation-missing',
    { as: 'pool acme.svc.id.goog', permission: 'storage.objects.list' },
  ],
  [
    '/namespaces/acme.svc.id.goog with additional claims does not have storage.objects.get access',
    'ksa-annotation-missing',
    { as: 'pool acme.svc.id.goog' },
  ],
  [
    '123-compute@developer.gserviceaccount.com does not have storage.objects.list access to the Google Cloud Storage bucket.',
    'node-metadata-server-missing',
    { as: 'GSA 123-compute@developer.gserviceaccount.com' },
  ],
  ['The specified bucket does not exist.', 'bucket-not-found'],
  ['Bucket is a requester pays bucket but no user project provided.', 'bucket-access-denied'],
  ['The billing account for the owning project is disabled in state absent', 'project-unusable'],

  // Others than Google's.
  [
    'GET https://index.docker.io/v2/library/gcr.io/tags/list?n=1000: UNAUTHORIZED: authentication required; [map[Action:pull Class: Name:library/gcr.io Type:repository]]',
    'registry-unsupported',
    { fork: 'not-accepted' },
  ],
  [
    'GET https://auth.docker.io/token?scope=repository%3Aacme%2Fapi%3Apull&service=registry.docker.io: unexpected status code 401 Unauthorized',
    'registry-unsupported',
  ],
  [
    'GET https://quay.io/v2/acme/api/tags/list?n=50&next_page=REDACTED: unexpected status code 429 Too Many Requests: <html>',
    'registry-unsupported',
    { fork: 'throttled' },
  ],
  [
    "chart pull error: failed to download chart for remote reference: failed to get 'oci://ghcr.io/nginxinc/charts/ngf:1.2.0': failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%!A(MISSING)nginxinc: 403 Forbidden",
    'registry-unsupported',
  ],
  [
    'GET https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/api/tags/list?n=1000: unexpected status code 401 Unauthorized: Not Authorized',
    'registry-unsupported',
  ],
  ['Get "https://167.71.195.24:30002/v2/": http: server gave HTTP response to HTTPS client', 'registry-unsupported'],

  // Pulls by the node: none of Flux's.
  [
    `Failed to pull image "europe-west1-docker.pkg.dev/acme/apps/api:v1": failed to pull and unpack image "europe-west1-docker.pkg.dev/acme/apps/api:v1": failed to resolve reference "europe-west1-docker.pkg.dev/acme/apps/api:v1": failed to authorize: failed to fetch oauth token: unexpected status from GET request to ${token}: 403 Forbidden`,
    'none',
    { fork: 'refused' },
  ],
  [
    'Failed to pull image "gcr.io/acme/api:1.0.0": rpc error: code = Unknown desc = failed to pull and unpack image "gcr.io/acme/api:1.0.0": failed to resolve reference "gcr.io/acme/api:1.0.0": pulling from host gcr.io failed with status code [manifests 1.0.0]: 403 Forbidden',
    'none',
    { fork: 'refused' },
  ],
  ['Back-off pulling image "gcr.io/acme/api:1.0.0"', 'none'],
  [
    'Failed to pull image "ghcr.io/fluxcd/image-reflector-controller:v1.0.1": dial tcp 140.82.121.33:443: i/o timeout',
    'workload-not-running',
    { fork: 'not-reached' },
  ],
  [
    `Error response from daemon: Head "https://europe-west1-docker.pkg.dev/v2/acme/apps/api/manifests/v1": denied: ${refused}`,
    'none',
    { fork: 'refused' },
  ],
];
