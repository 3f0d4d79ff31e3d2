/** Who may open a repository: by Artifact Registry's rules, or by Container Registry's bucket as before 2025. */

import { findBucket, findProject, ownValue } from './cloud.ts';
import type { Cloud, Named } from './cloud.ts';
import { artifactRegistry, mayDownload } from './artifact-registry.ts';
import { checkEnabled, isOutside } from './front-end.ts';
import { billingText, perimeter, projectSuspended } from './google-error.ts';
import { Refusal } from './http.ts';
import type { Call } from './http.ts';
import { isAllowed } from './iam-evaluation.ts';
import type { Identity } from './identity.ts';
import { deniedAs, registryError, shutDown } from './registry-error.ts';
import { bucketOf, repositoryName } from './registry-place.ts';
import type { RegistryPlace } from './registry-place.ts';
import type { ProjectState, RepositoryState } from '../world.ts';

/** Tags by image. */
export type Images = Readonly<Record<string, readonly string[]>>;

/**
 * @param action `token`: the token endpoint asks for its client; `list` and `read` are requests on the repository.
 * @param shown The request's path, as Container Registry repeats it.
 * @returns what is in the repository, or throws the refusal in the registry's words.
 */
export async function openRepository(
  cloud: Cloud,
  call: Call,
  place: RegistryPlace,
  who: Identity | null,
  action: 'token' | 'list' | 'read',
  shown: string,
): Promise<Images> {
  const project = findProject(cloud, place.project);
  // Registry paths hold the project's id, never its number.
  if (project === null || project.id !== place.project || project.state.state !== 'ACTIVE') throw denied(place, who);
  if (project.state.suspended === true) throw deniedAs(projectSuspended(artifactRegistry.name, project.id));
  switch (place.gcr ? project.state.gcr : 'artifact-registry') {
    case 'shut-down':
      throw shutDown(place);
    case 'container-registry':
      return openBucket(cloud, call, place, project, who, action, shown);
    case 'artifact-registry':
      return openArtifacts(cloud, call, place, project, who, action);
  }
}

const permission = 'artifactregistry.repositories.downloadArtifacts';

/** Artifact Registry refuses at the token endpoint already, and does not say whether the repository exists. */
function denied(place: RegistryPlace, who: Identity | null): Refusal {
  const where = `on resource "${repositoryName(place)}" (or it may not exist)`;
  return registryError(
    'DENIED',
    who === null
      ? `Unauthenticated request. Unauthenticated requests do not have permission "${permission}" ${where}`
      : `Permission "${permission}" denied ${where}`,
  );
}

async function openArtifacts(
  cloud: Cloud,
  call: Call,
  place: RegistryPlace,
  project: Named<ProjectState>,
  who: Identity | null,
  action: 'token' | 'list' | 'read',
): Promise<Images> {
  checkFrontEnd(call, cloud, artifactRegistry, project);
  if (!(await mayDownload(cloud, who, place))) throw denied(place, who);
  const repository = ownValue(project.state.repositories, `${place.location}/${place.repository}`);
  if (repository?.format !== 'DOCKER')
    throw registryError('NAME_UNKNOWN', `Repository "${place.repository}" not found`);
  if (action !== 'token') checkKey(repository);
  return repository.images;
}

/** Artifact Registry decrypts as its own service agent: what that is refused is no right of whoever asks. */
function checkKey({ kmsKey }: RepositoryState): void {
  if (kmsKey === undefined) return;
  if (!kmsKey.agentMayUse) {
    throw registryError(
      'DENIED',
      'Permission denied on Cloud KMS key. Please ensure that your Artifact Registry service account has been ' +
        'authorized to use this key.',
    );
  }
  if (kmsKey.state === 'ENABLED') return;
  const version = `${kmsKey.name}/cryptoKeyVersions/1`;
  throw registryError('DENIED', `${version} is not enabled, current state is: ${kmsKey.state}.`);
}

/** Refuses what a rule keeps from being downloaded. (Google's wording is not on record; this one is made up.) */
export function checkDownload(cloud: Cloud, place: RegistryPlace, tag: string): void {
  const project = findProject(cloud, place.project);
  const repository = ownValue(project?.state.repositories ?? {}, `${place.location}/${place.repository}`);
  const rule = repository?.downloadRules?.find(
    (one) => (one.image ?? place.image) === place.image && (one.tag ?? tag) === tag,
  );
  if (rule === undefined) return;
  throw registryError(
    'DENIED',
    `Download of version "${tag}" of package "${place.image}" is denied by download rule ` +
      `"${repositoryName(place)}/rules/${rule.name}".`,
  );
}

function checkFrontEnd(
  call: Call,
  cloud: Cloud,
  service: { name: string; title: string },
  project: Named<ProjectState>,
): void {
  try {
    if (isOutside(cloud, call, service.name, project.state)) throw perimeter(service.name, project.state.number);
    checkEnabled(service, project);
  } catch (error) {
    throw error instanceof Refusal ? deniedAs(error) : error;
  }
  if (!project.state.billing) throw registryError('DENIED', billingText(project.state.number));
}

const storageApi = { name: 'storage.googleapis.com', title: 'Cloud Storage API' };

/** Container Registry gave a token to anyone, and asked Cloud Storage when the tags were wanted. */
async function openBucket(
  cloud: Cloud,
  call: Call,
  place: RegistryPlace,
  project: Named<ProjectState>,
  who: Identity | null,
  action: 'token' | 'list' | 'read',
  shown: string,
): Promise<Images> {
  const bucket = findBucket(cloud, bucketOf(place));
  if (bucket === null) {
    throw registryError(
      'DENIED',
      `Token exchange failed for project '${place.project}'. Caller does not have permission or the resource may not ` +
        "exist 'storage.buckets.get'. To configure permissions, follow instructions at: " +
        'https://cloud.google.com/container-registry/docs/access-control',
    );
  }
  if (action === 'token') return {};
  if (isOutside(cloud, call, storageApi.name, project.state)) {
    throw deniedAs(perimeter(storageApi.name, project.state.number));
  }
  const needed = action === 'list' ? 'storage.objects.list' : 'storage.objects.get';
  const resource = { kind: 'bucket', project: bucket.project.id, bucket: bucket.name } as const;
  if (!project.state.billing || !(await isAllowed(cloud, who, needed, resource))) {
    throw registryError(
      'DENIED',
      action === 'list'
        ? `Failed to read tags for host '${place.host}', repository '${shown}'`
        : `Permission denied for "${shown.slice(shown.lastIndexOf('/') + 1)}" from request "${shown}".`,
    );
  }
  return bucket.state.images;
}
