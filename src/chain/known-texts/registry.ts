/** What the registries say, Artifact Registry and Container Registry, and the clients around them. */

import { reasonOf } from '../registry-reason.ts';
import type { RegistryReason } from '../registry-reason.ts';
import { sh, yours } from '../shell-quote.ts';
import type { Clues, Row } from './reading.ts';

const ownReasons: Readonly<Record<RegistryReason, string>> = {
  'key-not-allowed':
    'The repository is encrypted with a key of your own, and the service agent of Artifact Registry may not use that key.',
  'key-not-enabled':
    'The repository is encrypted with a key of your own, and that key is disabled or destroyed: its content cannot be read.',
  'download-rule': 'A download rule of the repository denies this version; every caller gets the same answer.',
  'organization-policy': 'A policy of the organization does not let the project use this service.',
  other: 'The registry refuses for a reason of its own, which its message names.',
};

const nodes = 'that nodes cannot pull: a node has an account of its own';

export const registry: readonly Row[] = [
  {
    pattern:
      /Unauthenticated request|Anonymous caller does not have|failed to fetch anonymous token|missing required authentication credential|CREDENTIALS_MISSING|No credential was supplied/i,
    fork: 'anonymous',
    link: 'scan',
    codes: ['provider-not-google', 'flux-too-old-for-registry', 'registry-host-unmatched'],
    as: 'anonymous',
    means:
      'No credential was shown at all: the object lacks provider: gcp, or the controller cannot log in to this host.',
    notMeans: 'a missing role: the request was anonymous',
    next: [
      sh`kubectl get imagerepositories,ocirepositories,helmrepositories -A -o ${'custom-columns=KIND:.kind,NS:.metadata.namespace,NAME:.metadata.name,PROVIDER:.spec.provider'}`,
    ],
    coveredByProof: true,
  },
  {
    pattern: /Container Registry is deprecated and shutting down|412 Precondition Failed|parsing HTTP 412/,
    fork: 'gone',
    link: 'registry',
    codes: ['registry-shut-down'],
    means: 'Container Registry is shut down, and the images of this project were never moved to Artifact Registry.',
    notMeans: 'a missing role: no grant changes that',
    next: ({ text }) => [
      sh`gcloud artifacts docker upgrade migrate --projects=${/--projects='([^']+)'/.exec(text)?.[1] ?? yours('PROJECT')}`,
    ],
    coveredByProof: true,
  },
  {
    pattern: /gcr\.io repo does not exist|repositories\.createOnPush/,
    fork: 'not-found',
    link: 'registry',
    codes: ['repository-not-found', 'registry-shut-down'],
    means:
      'The project has no Artifact Registry repository for this gcr.io host, and the caller may not create one by pushing.',
    coveredByProof: true,
  },
  {
    // Before any row of a missing role: the permission that is named is not that of whoever asked.
    pattern:
      /Cloud KMS key|cloudkms\.cryptoKeyVersions\.|\/cryptoKeys\/\S* is not enabled, current state is|download rule|constraints\/gcp\.\w+/i,
    fork: 'refused',
    link: 'registry',
    codes: ['registry-refused'],
    means: ({ text }) => ownReasons[reasonOf(text) ?? 'other'],
    notMeans: 'a missing role of whoever asked: no grant to it changes this answer',
    next: ({ text }) => {
      const [, project, location, id] =
        /projects\/([^/\s"']+)\/locations\/([^/\s"']+)\/repositories\/([^/\s"']+)/.exec(text) ?? [];
      return id === undefined || project === undefined || location === undefined
        ? ['flux-wi doctor']
        : [
            'flux-wi doctor',
            sh`gcloud artifacts repositories describe ${id} --project=${project} --location=${location}`,
          ];
    },
    coveredByProof: true,
  },
  {
    pattern:
      /permission ["']artifactregistry\.repositories\.(?:downloadArtifacts|readViaVirtualRepository)["'] denied/i,
    fork: 'refused',
    link: 'registry',
    codes: ['repository-access-denied', 'repository-not-found', 'registry-moved', 'registry-grant-stale'],
    means:
      'The registry knows who asks, and refuses: that identity lacks Artifact Registry Reader on the repository, or the repository does not exist.',
    notMeans: `that the repository exists ("or it may not exist"), or ${nodes}`,
    next: readRepositoryPolicy,
    coveredByProof: true,
  },
  {
    pattern: /Repository "[^"]+" not found/i,
    fork: 'not-found',
    link: 'registry',
    codes: ['repository-not-found'],
    means:
      'There is no such repository at this location: the host names another one, or the path lacks the repository.',
    next: [sh`gcloud artifacts repositories list --project=${yours('PROJECT')}`],
    coveredByProof: true,
  },
  {
    pattern:
      /Token exchange failed for project|needed permissions to perform this operation, and you may have invalid credentials/,
    fork: 'refused',
    link: 'registry',
    codes: ['bucket-access-denied', 'registry-moved', 'repository-access-denied'],
    means:
      'Container Registry refused the identity: it lacked a right on the bucket of the images (storage.buckets.get). Artifact Registry serves gcr.io today.',
    coveredByProof: true,
  },
  {
    pattern: /Failed to read tags for host|Permission denied for "[^"]*" from request "\/v2\//,
    fork: 'refused',
    link: 'scan',
    codes: ['provider-not-google', 'bucket-access-denied', 'flux-too-old-for-registry', 'registry-moved'],
    means:
      'Container Registry would not list the tags, or serve one of them: it was asked anonymously, or by an identity without rights on the bucket.',
    notMeans: nodes,
    coveredByProof: true,
  },
  {
    pattern: /does not have storage\.\w+\.\w+ (?:access|permission)|permission ["']storage\.\w+\.\w+["'] denied/i,
    fork: 'refused',
    link: 'registry',
    codes: ({ as }) =>
      as?.startsWith('pool ')
        ? ['ksa-annotation-missing', 'mesh-blocks-metadata', 'bucket-access-denied']
        : (as ?? '').endsWith('-compute@developer.gserviceaccount.com')
          ? ['node-metadata-server-missing', 'workload-on-host-network', 'bucket-access-denied']
          : ['bucket-access-denied', 'registry-moved'],
    means: ({ as }) =>
      `Cloud Storage refuses ${as ?? 'the caller'}; if that is not your service account, an earlier link is broken.`,
    notMeans: 'that a role on the bucket helps where gcr.io is served by Artifact Registry',
    coveredByProof: true,
  },
  {
    pattern: /specified bucket does not exist|NoSuchBucket|storage: bucket doesn't exist|bucket '[^']*' not found/,
    fork: 'not-found',
    link: 'registry',
    codes: ['bucket-not-found', 'registry-shut-down'],
    means: 'There is no such bucket: nothing was ever pushed under this host, or it was deleted.',
    coveredByProof: true,
  },
  {
    pattern: /requester pays bucket/,
    fork: 'invalid',
    link: 'registry',
    codes: ['bucket-access-denied'],
    means: 'The bucket makes its callers pay, and none was named; Flux cannot name one.',
    coveredByProof: true,
  },
  {
    pattern: /\brole\/\w+ is not a valid role|is not supported for this resource/,
    fork: 'invalid',
    link: 'registry',
    codes: ['repository-access-denied', 'bucket-access-denied'],
    means: 'The grant was not stored: there is no such role. Predefined ones begin with roles/.',
    coveredByProof: true,
  },
  {
    pattern:
      /unexpected status(?: code)?:? 5\d\d|response status code 5\d\d|(?:GET|HEAD) https?:\/\/\S+: (?:UNAVAILABLE|INTERNAL|UNKNOWN)\b/,
    fork: 'not-yet',
    link: 'registry',
    codes: ['api-unreachable'],
    means: 'The registry answered with an error of its own; it usually goes away by itself.',
    notMeans: 'a refusal of the identity',
    next: ['flux-wi doctor --wait 10m'],
    coveredByProof: false,
  },
  {
    pattern:
      /UNAUTHORIZED: (?:authentication failed|No valid credential)|authentication failed|No valid credential was supplied|invalid authentication credentials|ACCESS_TOKEN_(?:EXPIRED|TYPE_UNSUPPORTED)|Invalid Credentials|authError/,
    fork: 'not-accepted',
    link: 'scan',
    codes: ['token-expired-in-cache', 'secret-overrides-identity', 'credentials-file-overrides-identity'],
    means:
      'The credential itself was not accepted: a token that has run out in a cache, or a key or secret that is old.',
    notMeans: 'a missing role: that is a 403',
    coveredByProof: true,
  },
  {
    pattern: /requesting tags: .*(?:unauthorized|denied)|canonical_name=\S+ auth=\{map\[\]\}/i,
    fork: 'refused',
    link: 'scan',
    codes: ['tags-access-denied', 'repository-access-denied', 'ksa-annotation-missing'],
    means:
      'Flux v1 could not list the tags. auth={map[]} says only that no pull secret was found; errors of the metadata server are swallowed, so this may have been asked anonymously.',
    notMeans: 'that there is no identity: the log never names the metadata token',
    coveredByProof: true,
  },
  {
    pattern:
      /NAME_UNKNOWN|MANIFEST_UNKNOWN|\/tags\/list\S*: (?:unexpected status code )?404|unexpected status(?: code)?:? 404 Not Found.*\/v2\/|\/v2\/.*(?:unexpected status(?: code)?:?|status code) 404/,
    fork: 'not-found',
    link: 'scan',
    codes: ['image-not-found', 'repository-not-found', 'image-empty'],
    means: 'The registry has nothing under this name.',
    coveredByProof: true,
  },
  {
    pattern:
      /(?:HEAD|GET|POST) https?:\/\/\S+: (?:unexpected status(?: code)?:? 401|UNAUTHORIZED)|(?:response )?status(?: code)?:? 401\b.*|\b401 Unauthorized/,
    fork: 'not-accepted',
    link: 'scan',
    codes: ['token-expired-in-cache', 'provider-not-google', 'secret-overrides-identity'],
    means: 'The registry did not accept the credential, or got none.',
    notMeans: 'a missing role: that is a 403',
    coveredByProof: true,
  },
  {
    pattern:
      /(?:HEAD|GET|POST) https?:\/\/\S+: (?:unexpected status(?: code)?:? 403|DENIED)|response status code 403: denied|unexpected status(?: code)?:? 403 Forbidden|failed to fetch oauth token: unexpected status.*\b403\b|Permission denied for "[^"]*" from request|(?:^|[ :])denied: /,
    fork: 'refused',
    link: 'registry',
    codes: ['repository-access-denied', 'repository-not-found', 'tags-access-denied'],
    means: 'The registry refuses, without saying why: whoever asked lacks the right, or the repository does not exist.',
    notMeans: nodes,
    coveredByProof: true,
  },
];

function readRepositoryPolicy({ text }: Clues): string[] {
  const [, project, location, id] =
    /projects\/([^/\s"']+)\/locations\/([^/\s"']+)\/repositories\/([^/\s"']+)/.exec(text) ?? [];
  if (project === undefined || location === undefined || id === undefined) return ['flux-wi doctor'];
  return [
    'flux-wi doctor',
    sh`gcloud artifacts repositories get-iam-policy ${id} --project=${project} --location=${location}`,
  ];
}
