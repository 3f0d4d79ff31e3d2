/** artifactregistry.googleapis.com v1: repositories and what is in them. */

import { ownValue } from './cloud.ts';
import type { Cloud, Named } from './cloud.ts';
import { checkBilling, checkConsumer, resourceProject } from './front-end.ts';
import { refuse } from './google-error.ts';
import { jsonBody, ok, page, route } from './http.ts';
import type { Reply } from './http.ts';
import { isAllowed, requirePermission } from './iam-evaluation.ts';
import { imageContents, manifestType } from './image-content.ts';
import { askedVersion, heldPermissions, permissionsReply, shownPolicy, writePolicy } from './policies.ts';
import type { Method, MethodCall, Service } from './service.ts';
import type { ProjectState, RepositoryState } from '../world.ts';

const name = 'artifactregistry.googleapis.com';
const project = '/v1/projects/{project}';
const repository = `${project}/locations/{location}/repositories/{repository}`;

export const artifactRegistry: Service = {
  name,
  title: 'Artifact Registry API',
  routes: [
    // gcloud asks its older version for them.
    ...['v1', 'v1beta2'].map((version) => route('GET', `/${version}/projects/{project}/locations`, listLocations)),
    route('GET', `${project}/projectSettings`, getSettings),
    route('GET', `${project}/locations/{location}/repositories`, listRepositories),
    route('GET', `${repository}:getIamPolicy`, getPolicy),
    route('POST', `${repository}:setIamPolicy`, setPolicy),
    route('POST', `${repository}:testIamPermissions`, testPermissions),
    route('GET', repository, getRepository),
    route('GET', `${repository}/dockerImages`, listImages),
    route('GET', `${repository}/packages`, listPackages),
    route('GET', `${repository}/packages/{package}`, getPackage),
    route('GET', `${repository}/packages/{package}/tags`, listTags),
    route('GET', `${repository}/packages/{package}/versions`, listVersions),
  ],
};

async function reachProject(method: MethodCall): Promise<Named<ProjectState>> {
  const { cloud, call, who, parameters } = method;
  const found = resourceProject(cloud, call, name, parameters['project'] ?? '');
  await checkConsumer(cloud, call, artifactRegistry, who, found.id, 'resource');
  checkBilling(name, found);
  return found;
}

async function requireOnProject(method: MethodCall, permission: string, at: string): Promise<void> {
  const resource = { kind: 'project', project: method.parameters['project'] ?? '' } as const;
  await requirePermission(method.cloud, method.who, permission, resource, { service: name, shown: at });
}

interface FoundRepository {
  readonly project: Named<ProjectState>;
  readonly location: string;
  readonly id: string;
  readonly state: RepositoryState;
  /** `projects/P/locations/L/repositories/R`. */
  readonly path: string;
}

function repositoryResource(found: Omit<FoundRepository, 'state'>): Parameters<typeof isAllowed>[3] {
  return { kind: 'repository', project: found.project.id, location: found.location, repository: found.id };
}

/** A missing repository is 404 only to those who hold the permission above it. */
async function reachRepository(method: MethodCall, permission: string | null): Promise<FoundRepository> {
  const { cloud, who, parameters } = method;
  const home = await reachProject(method);
  const { location = '', repository: id = '' } = parameters;
  const place = { project: home, location, id, path: `projects/${home.id}/locations/${location}/repositories/${id}` };
  if (permission !== null) {
    const refusal = { service: name, shown: place.path };
    await requirePermission(cloud, who, permission, repositoryResource(place), refusal);
  }
  const state = ownValue(home.state.repositories, `${location}/${id}`);
  if (state === undefined) throw notFound();
  return { ...place, state };
}

function notFound(): Error {
  return refuse('NOT_FOUND', 'Requested entity was not found.');
}

async function listLocations(method: MethodCall): Promise<Reply> {
  const { id } = await reachProject(method);
  const locations = ['us', 'europe', 'asia', 'us-central1', 'us-east1', 'europe-west1', 'europe-west4', 'asia-east1'];
  return ok({
    locations: locations.map((place) => ({ name: `projects/${id}/locations/${place}`, locationId: place })),
  });
}

async function getSettings(method: MethodCall): Promise<Reply> {
  const { id, state } = await reachProject(method);
  await requireOnProject(method, 'artifactregistry.projectsettings.get', `projects/${id}/projectSettings`);
  const redirected =
    state.gcr === 'artifact-registry' ? 'REDIRECTION_FROM_GCR_IO_ENABLED' : 'REDIRECTION_FROM_GCR_IO_DISABLED';
  return ok({ name: `projects/${id}/projectSettings`, legacyRedirectionState: redirected });
}

async function listRepositories(method: MethodCall): Promise<Reply> {
  const home = await reachProject(method);
  const { location = '' } = method.parameters;
  await requireOnProject(method, 'artifactregistry.repositories.list', `projects/${home.id}/locations/${location}`);
  const found = Object.entries(home.state.repositories).filter(
    ([key]) => location === '-' || key.slice(0, key.indexOf('/')) === location,
  );
  const { items, nextPageToken } = page(found, method.call.query, { usual: 100, most: 1000 });
  const repositories = items.map(([key, state]) => shownRepository(home.id, key, state));
  return ok({
    ...(repositories.length > 0 && { repositories }),
    ...(nextPageToken !== undefined && { nextPageToken }),
  });
}

async function getRepository(method: MethodCall): Promise<Reply> {
  const found = await reachRepository(method, 'artifactregistry.repositories.get');
  return ok(shownRepository(found.project.id, `${found.location}/${found.id}`, found.state));
}

function shownRepository(projectId: string, key: string, state: RepositoryState): object {
  const [location = '', id = ''] = key.split('/');
  return {
    name: `projects/${projectId}/locations/${location}/repositories/${id}`,
    format: state.format,
    mode: state.mode,
    createTime: '2025-02-03T08:00:00.000000Z',
    updateTime: '2025-02-03T08:00:00.000000Z',
    sizeBytes: '0',
    registryUri: `${location}-${state.format.toLowerCase()}.pkg.dev/${projectId.replace(':', '/')}/${id}`,
    vulnerabilityScanningConfig: { enablementState: 'SCANNING_DISABLED' },
  };
}

async function getPolicy(method: MethodCall): Promise<Reply> {
  const found = await reachRepository(method, 'artifactregistry.repositories.getIamPolicy');
  return ok(shownPolicy(found.state.policy, askedVersion(method.call)));
}

async function setPolicy(method: MethodCall): Promise<Reply> {
  const found = await reachRepository(method, 'artifactregistry.repositories.setIamPolicy');
  writePolicy(method.cloud, found.state.policy, jsonBody(method.call)['policy']);
  return ok(shownPolicy(found.state.policy, 3));
}

async function testPermissions(method: MethodCall): Promise<Reply> {
  const { cloud, call, who } = method;
  const found = await reachRepository(method, null);
  const wanted = jsonBody(call)['permissions'];
  return ok(permissionsReply(await heldPermissions(cloud, who, wanted, repositoryResource(found))));
}

/** A list of things in a repository, paged. */
function listing<Item>(
  field: string,
  permission: string,
  items: (found: FoundRepository, method: MethodCall) => readonly Item[],
): Method {
  return async (method) => {
    const found = await reachRepository(method, permission);
    const { items: some, nextPageToken } = page(items(found, method), method.call.query, { usual: 100, most: 1000 });
    return ok({ ...(some.length > 0 && { [field]: some }), ...(nextPageToken !== undefined && { nextPageToken }) });
  };
}

/** Routes are a table at the head of the file, so what they name must be hoisted. */
function listImages(method: MethodCall): Promise<Reply> {
  return listing('dockerImages', 'artifactregistry.dockerimages.list', (found) =>
    Object.entries(found.state.images).flatMap(([image, tags]) =>
      imageContents(imagePath(found, image), tags).map(({ tag, digest, uploadedAt, manifest }) => ({
        name: `${found.path}/dockerImages/${encodeURIComponent(image)}@${digest}`,
        uri: `${found.location}-docker.pkg.dev/${imagePath(found, image)}@${digest}`,
        tags: [tag],
        imageSizeBytes: String(manifest.length),
        uploadTime: uploadedAt.toISOString(),
        updateTime: uploadedAt.toISOString(),
        mediaType: manifestType,
      })),
    ),
  )(method);
}

function listPackages(method: MethodCall): Promise<Reply> {
  return listing('packages', 'artifactregistry.packages.list', (found) =>
    Object.keys(found.state.images).map((image) => shownPackage(found, image)),
  )(method);
}

async function getPackage(method: MethodCall): Promise<Reply> {
  const found = await reachRepository(method, 'artifactregistry.packages.get');
  const image = method.parameters['package'] ?? '';
  if (ownValue(found.state.images, image) === undefined) throw notFound();
  return ok(shownPackage(found, image));
}

function shownPackage(found: FoundRepository, image: string): object {
  return {
    name: packageName(found, image),
    createTime: '2026-01-01T00:00:00.000000Z',
    updateTime: '2026-01-01T00:00:00.000000Z',
  };
}

function listTags(method: MethodCall): Promise<Reply> {
  return listing('tags', 'artifactregistry.tags.list', (found, { parameters }) => {
    const image = parameters['package'] ?? '';
    return contentsOf(found, image).map(({ tag, digest }) => ({
      name: `${packageName(found, image)}/tags/${tag}`,
      version: `${packageName(found, image)}/versions/${digest}`,
    }));
  })(method);
}

function listVersions(method: MethodCall): Promise<Reply> {
  return listing('versions', 'artifactregistry.versions.list', (found, { parameters }) => {
    const image = parameters['package'] ?? '';
    return contentsOf(found, image).map(({ tag, digest, uploadedAt }) => ({
      name: `${packageName(found, image)}/versions/${digest}`,
      createTime: uploadedAt.toISOString(),
      updateTime: uploadedAt.toISOString(),
      relatedTags: [{ name: `${packageName(found, image)}/tags/${tag}`, version: digest }],
    }));
  })(method);
}

function contentsOf(found: FoundRepository, image: string): ReturnType<typeof imageContents> {
  const tags = ownValue(found.state.images, image);
  if (tags === undefined) throw notFound();
  return imageContents(imagePath(found, image), tags);
}

function packageName(found: FoundRepository, image: string): string {
  return `${found.path}/packages/${encodeURIComponent(image)}`;
}

function imagePath(found: FoundRepository, image: string): string {
  return `${found.project.id}/${found.id}/${image}`;
}

/** Whether the registry's own permission, of which its v2 protocol asks, is held. */
export function mayDownload(
  cloud: Cloud,
  who: MethodCall['who'] | null,
  place: { project: string; location: string; repository: string },
): Promise<boolean> {
  return isAllowed(cloud, who, 'artifactregistry.repositories.downloadArtifacts', { kind: 'repository', ...place });
}
