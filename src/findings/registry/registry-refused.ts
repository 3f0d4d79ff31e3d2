import { registryReasons } from '../../chain/registry-reason.ts';
import type { RegistryReason } from '../../chain/registry-reason.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleRepository } from '../examples.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { repository } from '../subjects.ts';

/** `reference`: the tag or digest that was pulled; `null`: the tags were to be listed. */
const args = { ...repository, reason: oneOf(...registryReasons), message: text, reference: nullable(text) };
type Args = ArgsOf<typeof args>;

/** What a reason comes to, where it is a known one. */
const refusedBecause: Partial<Record<RegistryReason, string>> = {
  'key-not-allowed': 'its service agent may not use the key that it is encrypted with',
  'key-not-enabled': 'the key that it is encrypted with is not enabled',
  'download-rule': 'a download rule denies this version',
  'organization-policy': 'a policy of the organization does not let the project use Artifact Registry',
};

export const registryRefused = defineFinding({
  code: 'registry-refused',
  link: 'registry',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ repository, project, reason, message }) =>
    `Repository ${repository} in ${project} refuses to serve: ${(refusedBecause[reason] ?? message).replace(/\.$/, '')}`,
  explanation:
    'The registry refuses for a reason of its own, which is quoted. No role of the identity is missing, and no grant to it changes the answer. Known reasons: the repository is encrypted with a key that is disabled or that the service agent of Artifact Registry may not use; a download rule denies the version; an organization policy does not allow the project to use Artifact Registry. The owner of that key, rule or policy can change it.',
  sources: [
    'https://cloud.google.com/artifact-registry/docs/cmek',
    'https://cloud.google.com/artifact-registry/docs/restrict-artifact-downloads',
  ],
  expected: ({ reference }) => (reference === null ? 'a list of tags' : `the content of ${reference}`),
  actual: ({ message }) => message,
  fixes: findReason,
  example: {
    ...exampleRepository,
    reason: 'key-not-enabled',
    message:
      'projects/acme-keys/locations/europe-west1/keyRings/registry/cryptoKeys/images/cryptoKeyVersions/1 is not enabled, current state is: DISABLED.',
    reference: null,
  },
  variants: [
    { reason: 'key-not-allowed', message: 'Permission denied on Cloud KMS key.' },
    { reason: 'key-not-enabled', message: '' },
    { reason: 'download-rule', reference: '1.2.1' },
    { reason: 'organization-policy', message: "constraints/gcp.restrictServiceUsage for 'projects/acme-images'" },
    { reason: 'other', message: 'This repository serves no reads.' },
  ],
});

/** Looks at what the registry named; whether and how it may be changed is for its owner to say. */
function findReason({ reason, project, location, repository, message }: Args): Fix[] {
  const common = { kind: 'find-out', tool: 'gcloud', patch: null, takes: 'at once', verify: askAgain() } as const;
  const describe: Fix = {
    ...common,
    title: `See the settings of repository ${repository}, its key included`,
    command: sh`gcloud artifacts repositories describe ${repository} --location=${location} --project=${project}`,
    permission: 'artifactregistry.repositories.get (roles/artifactregistry.reader)',
  };
  const key = /projects\/([^/\s"']+)\/locations\/([^/\s"']+)\/keyRings\/([^/\s"']+)\/cryptoKeys\/([^/\s"']+)/.exec(
    message,
  );
  switch (reason) {
    case 'key-not-enabled':
    case 'key-not-allowed': {
      if (key === null) return [describe];
      const [, keyProject = '', keyLocation = '', ring = '', name = ''] = key;
      const place = sh`--keyring=${ring} --location=${keyLocation} --project=${keyProject}`;
      const look: Fix =
        reason === 'key-not-enabled'
          ? {
              ...common,
              title: `See the state of key ${name}`,
              command: `${sh`gcloud kms keys versions list --key=${name}`} ${place}`,
              permission: 'cloudkms.cryptoKeyVersions.list (roles/cloudkms.viewer)',
            }
          : {
              ...common,
              title: `See who may use key ${name}`,
              command: `${sh`gcloud kms keys get-iam-policy ${name}`} ${place}`,
              permission: 'cloudkms.cryptoKeys.getIamPolicy (roles/iam.securityReviewer)',
            };
      return [look, describe];
    }
    case 'download-rule':
      return [
        {
          ...common,
          title: `See the download rules of repository ${repository}`,
          command: sh`gcloud artifacts rules list --repository=${repository} --location=${location} --project=${project}`,
          permission: 'artifactregistry.rules.list (roles/artifactregistry.reader)',
        },
      ];
    case 'organization-policy':
      return [
        {
          ...common,
          title: `See the organization policy in effect for project ${project}`,
          command: sh`gcloud resource-manager org-policies describe ${/constraints\/([a-z]+\.\w+)/.exec(message)?.[1] ?? 'gcp.restrictServiceUsage'} --project=${project} --effective`,
          permission: 'orgpolicy.policy.get (roles/orgpolicy.policyViewer)',
        },
      ];
    case 'other':
      return [describe];
  }
}
