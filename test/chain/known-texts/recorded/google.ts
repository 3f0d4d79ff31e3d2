/** What Google's APIs, its libraries and gcloud say. */

import type { Recorded } from './recorded.ts';

const getAccessToken = 'iam.serviceAccounts.getAccessToken';
const gsa = 'flux@acme.iam.gserviceaccount.com';

export const googleAnswers: readonly Recorded[] = [
  // The front end.
  [
    'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    'provider-not-google',
    { fork: 'anonymous' },
  ],
  [
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    'token-expired-in-cache',
    { fork: 'not-accepted' },
  ],
  ['"reason": "ACCESS_TOKEN_EXPIRED"', 'token-expired-in-cache', { fork: 'not-accepted' }],
  ['"reason": "ACCESS_TOKEN_TYPE_UNSUPPORTED"', 'token-expired-in-cache', { fork: 'not-accepted' }],
  [
    `"reason": "ACCOUNT_STATE_INVALID", "domain": "googleapis.com", "metadata": { "email": "${gsa}" }`,
    'gsa-disabled',
    { fork: 'not-accepted' },
  ],
  ['Request had insufficient authentication scopes.', 'node-metadata-server-missing'],
  ['googleapi: Error 403: Insufficient Permission, insufficientPermissions', 'node-metadata-server-missing'],
  [
    "Permission 'artifactregistry.repositories.get' denied on resource '//artifactregistry.googleapis.com/projects/acme/locations/europe-west1/repositories/apps' (or it may not exist).",
    'google-permission-missing',
    { permission: 'artifactregistry.repositories.get' },
  ],
  ['The caller does not have permission', 'impersonation-denied'],
  [
    'IAM Service Account Credentials API has not been used in project 123456 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/iamcredentials.googleapis.com/overview?project=123456 then retry.',
    'api-disabled',
    { resource: '123456' },
  ],
  ['Kubernetes Engine API has not been used in project 123456 before or it is disabled.', 'api-disabled'],
  ["Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: UID", 'perimeter-denied'],
  ['Request violates VPC Service Controls.', 'perimeter-denied'],
  ['<Code>SecurityPolicyViolated</Code>', 'perimeter-denied'],
  [
    'Caller does not have required permission to use project acme-billing. Grant the caller the roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission',
    'quota-project-denied',
    { resource: 'acme-billing' },
  ],
  ['Project acme-old has been deleted.', 'project-unusable', { resource: 'acme-old' }],
  ['Permission denied on resource project gcr.io.', 'project-unusable', { resource: 'gcr.io' }],
  [
    "Permission denied: Consumer 'projects/acme' has been suspended.",
    'project-unusable',
    { resource: 'projects/acme' },
  ],
  [
    "Consumer 'project_number:42' has been suspended. See https://cloud.google.com/billing/docs/how-to/suspended for more information.",
    'project-unusable',
    { resource: 'project_number:42' },
  ],
  ['"reason": "CONSUMER_SUSPENDED"', 'project-unusable'],
  ['"reason": "GCP_SUSPENDED"', 'project-unusable'],
  [
    'This API method requires billing to be enabled. Please enable billing on project #42 by visiting https://console.developers.google.com/billing/enable?project=42 then retry.',
    'project-unusable',
  ],
  [
    "Quota exceeded for quota metric 'Token exchange requests' and limit 'Token exchange requests per minute' of service 'sts.googleapis.com' for consumer 'project_number:42'.",
    'google-rate-limited',
  ],

  // IAM.
  ['{"error":{"code":404,"message":"Unknown service account","status":"NOT_FOUND"}}', 'gsa-not-found'],
  [`Service account projects/acme/serviceAccounts/${gsa} does not exist.`, 'gsa-not-found'],
  ["Permission 'iam.serviceAccounts.get' denied on resource (or it may not exist).", 'google-permission-missing'],
  [
    'Identity Pool does not exist (acme.svc.id.goog). Please check that you specified a valid resource name as returned in the `name` attribute in the configuration API.',
    'workload-pool-missing',
    { resource: 'acme.svc.id.goog' },
  ],
  [
    'ERROR: (gcloud.iam.service-accounts.add-iam-policy-binding) INVALID_ARGUMENT: Identity Pool does not exist (acme.svc.id.goog).',
    'workload-pool-missing',
  ],
  ['One or more users named in the policy do not belong to a permitted customer.', 'binding-missing'],
  ['User dana@acme.example is not in permitted organization', 'binding-missing'],
  [
    'ERROR: (gcloud.iam.service-accounts.add-iam-policy-binding) Adding a binding without specifying a condition to a policy containing conditions is prohibited in non-interactive mode. Run the command again with `--condition=None`',
    'binding-missing',
    { fork: 'invalid' },
  ],
  [
    'INVALID_ARGUMENT: Invalid principalSet member (principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/acme.svc.id.goog/subject/ns/apps/sa/reader).',
    'binding-malformed',
  ],
  [
    'Invalid principal member (principal://iam.googleapis.com/projects/acme/locations/global/workloadIdentityPools/p).',
    'binding-malformed',
  ],
  [
    'googleapi: Error 400: The member principleSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/* is of an unknown type. Please set a valid type prefix for the member., badRequest',
    'binding-malformed',
  ],
  ['Invalid service account ([flux-system/flux]).', 'binding-malformed'],
  ['role/objectViewer is not a valid role', 'repository-access-denied'],
  ['Role roles/storage.objectViewer is not supported for this resource.', 'repository-access-denied'],

  // IAM Credentials.
  [
    `Permission '${getAccessToken}' denied on resource (or it may not exist).`,
    'binding-missing',
    { permission: getAccessToken },
  ],
  [
    `Permission '${getAccessToken}' denied on resource (or it may not exist). Remediate access with this Troubleshooter URL or share it with your administrator - https://console.cloud.google.com/iam-admin/troubleshooter/summary;errorId=abc .`,
    'binding-missing',
  ],
  [`Not found; Gaia id not found for email ${gsa}`, 'gsa-not-found', { resource: gsa }],
  ['Requested entity was not found.', 'google-permission-missing'],
  [
    `PERMISSION_DENIED: Failed to impersonate [${gsa}]. Make sure the account that's trying to impersonate it has access to the service account itself and the "roles/iam.serviceAccountTokenCreator" role.`,
    'google-permission-missing',
  ],

  // STS.
  [
    'The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn\'t exist.',
    'token-exchange-rejected',
  ],
  [
    'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token for the list of possible formats.',
    'token-exchange-rejected',
  ],
  ["Error connecting to the given credential's issuer.", 'token-exchange-rejected'],
  [
    'The audience in ID Token [https://kubernetes.default.svc] does not match the expected audience acme.svc.id.goog.',
    'token-exchange-rejected',
  ],
  [
    'The issuer in ID Token https://container.googleapis.com/v1/projects/a/locations/l/clusters/c does not match the expected ones: https://container.googleapis.com/v1/projects/b/locations/l/clusters/c',
    'token-exchange-rejected',
  ],
  ['ID Token issued at 1749625771 is stale to sign-in.', 'token-exchange-rejected', { fork: 'not-yet' }],
  ['Unable to verify the ID Token signature.', 'token-exchange-rejected'],
  ['Unable to parse the ID Token.', 'token-exchange-rejected'],
  ['The size of mapped attribute exceeds the 127 bytes limit.', 'token-exchange-rejected'],
  [
    'The size of mapped attribute google.subject exceeds the 127 bytes limit. Either modify your attribute mapping or the incoming assertion to produce a mapped attribute that is less than 127 bytes.',
    'token-exchange-rejected',
  ],
  ['Security Token Service API has not been used in project 42 before or it is disabled.', 'api-disabled'],
  ['unable to fetch identitybindingtoken: could not get idbindtoken token, status: 404', 'token-exchange-rejected'],
  [
    'Error code invalid_target: The target service indicated by the "audience" parameters is invalid.',
    'token-exchange-rejected',
  ],

  // Logins.
  [
    'Could not load the default credentials. Browse to https://cloud.google.com/docs/authentication/getting-started for more information.',
    'google-credentials-missing',
  ],
  [
    'Unable to read the credential file specified by the GOOGLE_APPLICATION_CREDENTIALS environment variable: The file at /k.json does not exist, or it is not a file.',
    'google-credentials-missing',
  ],
  [
    'Your default credentials were not found. To set up Application Default Credentials, see https://cloud.google.com/docs/authentication/external/set-up-adc for more information.',
    'google-credentials-missing',
  ],
  ['{"error":"invalid_grant","error_description":"Token has been expired or revoked."}', 'google-credentials-expired'],
  [
    '{"error":"invalid_grant","error_subtype":"invalid_rapt","error_description":"reauth related error (invalid_rapt)"}',
    'google-credentials-expired',
  ],
  [
    '{"error":"invalid_grant","error_subtype":"rapt_required","error_description":"reauth related error (rapt_required)"}',
    'google-credentials-expired',
  ],
  ['{"error":"invalid_grant","error_description":"The account has been deleted"}', 'google-credentials-expired'],
  ['invalid_grant: Robot is disabled.', 'google-credentials-expired'],
  ['{"error":"admin_policy_enforced"}', 'google-credentials-expired'],
  ['{"error":"invalid_grant","error_description":"Invalid JWT Signature."}', 'google-credentials-expired'],
  [
    'There was a problem refreshing your current auth tokens: Reauthentication failed. cannot prompt during non-interactive execution.',
    'google-credentials-expired',
  ],
  [
    'Reauthentication is needed. Please run `gcloud auth application-default login` to reauthenticate.',
    'google-credentials-expired',
  ],
  [
    'You do not currently have an active account selected. Please run: $ gcloud auth login',
    'google-credentials-missing',
  ],
  ['googleapi: Error 401: Invalid Credentials, authError', 'token-expired-in-cache', { fork: 'not-accepted' }],

  // GKE, Service Usage.
  [
    'Required "container.clusters.get" permission(s) for "projects/p/locations/l/clusters/c".',
    'google-permission-missing',
    { permission: 'container.clusters.get' },
  ],
  ['Not found: projects/p/locations/l/clusters/c', 'google-permission-missing', { fork: 'not-found' }],
  ['Permission denied to get service [iam.googleapis.com]\nHelp Token: AbC', 'google-permission-missing'],
  [
    "ERROR: (gcloud.artifacts.repositories.describe) User [dana@acme.example] does not have permission to access projects instance [acme] (or it may not exist): Permission 'artifactregistry.repositories.get' denied",
    'google-permission-missing',
    { as: 'operator dana@acme.example' },
  ],
];
