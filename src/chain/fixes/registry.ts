/** Repositories and buckets: grants on them, and those that are missing. */

import { addGrant, onProject, removeGrant, whereIs } from './grant.ts';
import { askAgain, propagation } from './verify.ts';
import type { FindingArgs, Repository } from '../finding-args.ts';
import { inOrder, sh } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';

export function migrate(project: string): Fix {
  return {
    kind: 'ask-first',
    title: `Move project ${project} from Container Registry to Artifact Registry`,
    tool: 'gcloud',
    command: sh`gcloud artifacts docker upgrade migrate --projects=${project}`,
    patch: null,
    permission: 'roles/artifactregistry.containerRegistryMigrationAdmin and roles/storage.admin on the project',
    takes: 'minutes to hours, by the number of images',
    verify: sh`gcloud artifacts settings describe --project=${project}`,
  };
}

export function readBucket({ bucket, permission, principal }: FindingArgs['bucket-access-denied']): Fix[] {
  const role = permission === 'storage.buckets.get' ? 'roles/storage.legacyBucketReader' : 'roles/storage.objectViewer';
  const where = whereIs(`gs://${bucket}`);
  return where === null ? [] : [addGrant(where, role, principal, askAgain())];
}

export function renewGrant({ gsa, found, project }: FindingArgs['registry-grant-stale']): Fix[] {
  const where = whereIs(found.resource) ?? onProject(project);
  return [
    addGrant(where, found.role, `serviceAccount:${gsa}`, askAgain()),
    ...removeGrant(found, askAgain(), `Then remove the tombstone by its exact member`),
  ];
}

/** Looks at what the registry named; whether and how it may be changed is for its owner to say. */
export function findReason({ reason, project, location, repository, message }: FindingArgs['registry-refused']): Fix[] {
  const common = { kind: 'find-out', tool: 'gcloud', patch: null, takes: 'at once', verify: askAgain() } as const;
  const describe: Fix = {
    ...common,
    title: `See how repository ${repository} is set up, its key among the rest`,
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
          title: `See which policy of the organization holds for project ${project}`,
          command: sh`gcloud resource-manager org-policies describe ${/constraints\/([a-z]+\.\w+)/.exec(message)?.[1] ?? 'gcp.restrictServiceUsage'} --project=${project} --effective`,
          permission: 'orgpolicy.policy.get (roles/orgpolicy.policyViewer)',
        },
      ];
    case 'other':
      return [describe];
  }
}

export function listRepositories({ project }: Repository): Fix {
  return {
    kind: 'find-out',
    title: 'List the repositories of the project with their locations',
    tool: 'gcloud',
    command: sh`gcloud artifacts repositories list --project=${project}`,
    patch: null,
    permission: 'artifactregistry.repositories.list (roles/artifactregistry.reader)',
    takes: 'at once',
    verify: askAgain(),
  };
}

export function createRepository(args: FindingArgs['repository-not-found']): Fix[] {
  const { repository, project, location, near, image } = args;
  const create: Fix = {
    kind: 'ask-first',
    title: `Create repository ${repository}, if it should be there`,
    tool: 'gcloud',
    command: sh`gcloud artifacts repositories create ${repository} --repository-format=docker --location=${location} --project=${project}`,
    patch: null,
    permission: 'artifactregistry.repositories.create (roles/artifactregistry.admin)',
    takes: propagation,
    verify: sh`gcloud artifacts repositories describe ${repository} --location=${location} --project=${project}`,
  };
  if (near === null) return [listRepositories(args), create];
  const right = image.replace(`/${repository}`, `/${near}`);
  const correct: Fix = {
    kind: 'find-out',
    title: `Name the repository that exists, ${near}, in the object in Git; walk the chain for it first`,
    tool: 'flux-wi',
    command: inOrder(sh`gcloud artifacts repositories list --project=${project}`, sh`flux-wi doctor --image ${right}`),
    patch: null,
    permission: 'artifactregistry.repositories.list (roles/artifactregistry.reader)',
    takes: 'Flux scans at once when the object changes',
    verify: askAgain(),
  };
  return [correct, create];
}
