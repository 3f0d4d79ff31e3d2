/** Repositories and buckets: grants on them, and those that are missing. */

import { addGrant, onProject, removeGrant, whereIs } from './grant.ts';
import { askAgain, propagation } from './verify.ts';
import type { FindingArgs, Repository } from '../finding-args.ts';
import { inOrder, sh } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';

export function migrate(project: string): Fix {
  return {
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

export function listRepositories({ project }: Repository): Fix {
  return {
    title: 'Or see whether the repository is there, under this location',
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
