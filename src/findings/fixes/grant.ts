/** Grants on whatever Google resource they stand, written as `gcloud` wants each kind of them. */

import { projectOfGsa } from '../../chain/gsa-email.ts';
import { sh } from '../../chain/shell-quote.ts';
import type { Grant } from '../subjects.ts';
import type { Fix, FixRight } from '../../chain/vocabulary.ts';
import { grantInTerraform } from './by-terraform.ts';
import type { HclBlock } from './hcl-text.ts';
import { propagation } from './verify.ts';

interface Where {
  /** The group of commands. */
  readonly group: string;
  /** The resource, quoted, with the flags that name it. */
  readonly target: string;
  readonly permission: string;
  readonly named: string;
  /** For programs; absent where a permission on this kind is not asked about. */
  readonly right?: FixRight;
}

/** Finds the `gcloud` commands for a resource name as Google's APIs, or people, write it; `null`: not known. */
export function whereIs(resource: string): Where | null {
  const name = resource.replace(/^\/\/[a-z.]+\//, '');
  const repository = /^projects\/([^/]+)\/locations\/([^/]+)\/repositories\/([^/]+)$/.exec(name);
  if (repository !== null) {
    const [, project = '', location = '', id = ''] = repository;
    return {
      group: 'gcloud artifacts repositories',
      target: sh`${id} --project=${project} --location=${location}`,
      permission: 'artifactregistry.repositories.setIamPolicy (roles/artifactregistry.admin)',
      named: `repository ${id}`,
      right: {
        system: 'google',
        permission: 'artifactregistry.repositories.setIamPolicy',
        resource: `projects/${project}/locations/${location}/repositories/${id}`,
      },
    };
  }
  const bucket = /^(?:gs:\/\/|projects\/_\/buckets\/|buckets\/|b\/)([^/]+)\/?$/.exec(name)?.[1];
  if (bucket !== undefined)
    return {
      group: 'gcloud storage buckets',
      target: sh`${`gs://${bucket}`}`,
      permission: 'storage.buckets.setIamPolicy (roles/storage.admin)',
      named: `bucket ${bucket}`,
      right: { system: 'google', permission: 'storage.buckets.setIamPolicy', resource: `buckets/${bucket}` },
    };
  const account = /^(?:(?:projects\/[^/]+\/)?serviceAccounts\/)?([^/@]+@[^/@]+)$/.exec(name)?.[1];
  if (account !== undefined) {
    const project = projectOfGsa(account);
    return {
      group: 'gcloud iam service-accounts',
      target: project === null ? sh`${account}` : sh`${account} --project=${project}`,
      permission: 'iam.serviceAccounts.setIamPolicy (roles/iam.serviceAccountAdmin)',
      named: `service account ${account}`,
      right: {
        system: 'google',
        permission: 'iam.serviceAccounts.setIamPolicy',
        resource: `projects/${project ?? '-'}/serviceAccounts/${account}`,
      },
    };
  }
  const id = /^(?:projects|folders|organizations)\/([^/]+)/.exec(name)?.[1];
  if (id === undefined) return null;
  if (name.startsWith('projects/')) return onProject(id);
  if (name.startsWith('folders/')) {
    return {
      group: 'gcloud resource-manager folders',
      target: sh`${id}`,
      permission: 'resourcemanager.folders.setIamPolicy (roles/resourcemanager.folderAdmin)',
      named: `folder ${id}`,
    };
  }
  return {
    group: 'gcloud organizations',
    target: sh`${id}`,
    permission: 'resourcemanager.organizations.setIamPolicy (roles/resourcemanager.organizationAdmin)',
    named: `organization ${id}`,
  };
}

function rightsOf({ right }: Where): Pick<Fix, 'rights'> {
  return right === undefined ? {} : { rights: [right] };
}

export function onProject(project: string): Where {
  return {
    group: 'gcloud projects',
    target: sh`${project}`,
    permission: 'resourcemanager.projects.setIamPolicy (roles/resourcemanager.projectIamAdmin)',
    named: `project ${project}`,
    right: {
      system: 'google',
      permission: 'resourcemanager.projects.setIamPolicy',
      resource: `projects/${project}`,
    },
  };
}

/**
 * Adds a grant. `--condition=None` says what gcloud would otherwise stop to ask where a policy has conditions, or refuse
 * where there is nobody to ask; every group of commands takes it, buckets too.
 */
export function addGrant(where: Where, role: string, principal: string, verify: string, title?: string): Fix {
  return {
    kind: 'now',
    title: title ?? `Grant ${role} on ${where.named}`,
    tool: 'gcloud',
    command: `${where.group} add-iam-policy-binding ${where.target} ${sh`--role=${role} --member=${memberOf(principal)}`} --condition=None`,
    patch: null,
    permission: where.permission,
    takes: propagation,
    verify,
    ...rightsOf(where),
  };
}

/** Removes a grant by its exact member, which for a deleted account has its `?uid=` too. */
export function removeGrant(grant: Grant, verify: string, title?: string): Fix[] {
  const where = whereIs(grant.resource);
  if (where === null) return [];
  return [
    {
      kind: 'ask-first',
      title: title ?? 'Remove the wrong member, which matches nothing',
      tool: 'gcloud',
      command: `${where.group} remove-iam-policy-binding ${where.target} ${sh`--role=${grant.role} --member=${grant.member}`} --all`,
      patch: null,
      permission: where.permission,
      takes: propagation,
      verify,
      ...rightsOf(where),
    },
  ];
}

/** Shows who is granted what there. */
export function readPolicyOf(resource: string, verify: string): Fix[] {
  const where = whereIs(resource);
  if (where === null) return [];
  return [
    {
      kind: 'find-out',
      title: `See the policy of ${resource}`,
      tool: 'gcloud',
      command: `${where.group} get-iam-policy ${where.target}`,
      patch: null,
      permission: where.permission.replace('setIamPolicy', 'getIamPolicy'),
      takes: 'at once',
      verify,
    },
  ];
}

/** A grant on an Artifact Registry repository: by `gcloud`, and for those whose policies live in Terraform. */
export function readRepository(
  repository: { readonly project: string; readonly location: string; readonly repository: string },
  principal: string,
  verify: string,
): Fix[] {
  const { project, location, repository: id } = repository;
  const where = whereIs(`projects/${project}/locations/${location}/repositories/${id}`) ?? onProject(project);
  const role = 'roles/artifactregistry.reader';
  const body: HclBlock = { project, location, repository: id, role, member: memberOf(principal) };
  return [
    addGrant(where, role, principal, verify),
    grantInTerraform({
      title: `Grant ${role} on ${where.named} in Terraform`,
      type: 'google_artifact_registry_repository_iam_member',
      name: 'flux_reader',
      body,
      permission: where.permission,
      takes: propagation,
      verify,
    }),
  ];
}

/**
 * A principal as a policy writes it. Refusals and reports name people and accounts in many ways:
 * `GSA x@y`, `operator a@b`, `x@y`, or the member itself.
 */
export function memberOf(principal: string): string {
  const bare = principal.replace(/^(?:GSA|operator|node) /, '');
  if (/^(?:serviceAccount|user|group|domain|principal|principalSet|deleted):/.test(bare)) return bare;
  if (bare.endsWith('gserviceaccount.com') || bare === 'YOUR_GSA') return `serviceAccount:${bare}`;
  return /\[.*\]$/.test(bare) ? `serviceAccount:${bare}` : `user:${bare}`;
}

/** The flag that names a project, where it is known. */
export function inProject(project: string | null): string {
  return project === null ? '' : sh` --project=${project}`;
}
