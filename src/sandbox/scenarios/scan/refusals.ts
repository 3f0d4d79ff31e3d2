/** What Flux writes when it is refused. */

/** The registry refuses whoever asks, without naming it. */
export const denied =
  'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token?scope=repository%3Aacme-prod%2Fapps%2Fapi%3Apull&service=: DENIED: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme-prod/locations/europe-west1/repositories/apps" (or it may not exist)';

/** IAM refuses the KSA, which the controller asked for itself: so it had minted the KSA's token. */
export const impersonationRefused =
  'scan failed: failed to get access token for artifact registry: failed to create provider access token for service account \'apps/image-reader\': oauth2/google: status code 403: {"error":{"code":403,"message":"Permission \'iam.serviceAccounts.getAccessToken\' denied on resource (or it may not exist).","status":"PERMISSION_DENIED"}}';
