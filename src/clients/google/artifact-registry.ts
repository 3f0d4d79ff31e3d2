import * as z from 'zod';
import type { ArtifactRepository, Google } from '../google.ts';
import { policyOf, policySchema, policyVersion } from './policy.ts';
import type { GoogleRequests } from './requests.ts';
import { segment } from './requests.ts';

const repositorySchema = z.looseObject({
  name: z.string(),
  format: z.string().default(''),
  mode: z.string().default(''),
});

const repositoryPage = z.looseObject({
  repositories: z.array(repositorySchema).default([]),
  nextPageToken: z.string().optional(),
});

const packagePage = z.looseObject({
  packages: z.array(z.looseObject({ name: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});

const host = 'https://artifactregistry.googleapis.com/v1';
const methods = 'artifactregistry.projects.locations.repositories';

type Repositories = Pick<Google, 'repository' | 'repositories' | 'repositoryPolicy' | 'packages' | 'redirection'>;

/** `artifactregistry.googleapis.com`: what only explains the registry's own answer. */
export function artifactRegistryOn(requests: GoogleRequests): Repositories {
  return {
    repository: (caller, project, location, repository) => {
      const method = { api: `${methods}.get`, resource: nameOf(project, location, repository) };
      return requests.remembered(caller, method, null, async () => {
        const read = await requests.json(
          caller,
          { ...method, url: urlOf(project, location, repository) },
          repositorySchema,
        );
        return repositoryOf(project, location, read);
      });
    },

    repositories: (caller, project, location) => {
      const method = { api: `${methods}.list`, resource: `projects/${project}/locations/${location}` };
      return requests.remembered(caller, method, null, async () => {
        const url = `${parentUrl(project, location)}/repositories?pageSize=1000`;
        const pages = await requests.pages(caller, { ...method, url }, repositoryPage);
        return pages.flatMap((page) => page.repositories.map((one) => repositoryOf(project, location, one)));
      });
    },

    repositoryPolicy: (caller, project, location, repository) => {
      const method = { api: `${methods}.getIamPolicy`, resource: nameOf(project, location, repository) };
      return requests.remembered(caller, method, null, async () => {
        const url = `${urlOf(project, location, repository)}:getIamPolicy?options.requestedPolicyVersion=${policyVersion}`;
        return policyOf(await requests.json(caller, { ...method, url }, policySchema));
      });
    },

    packages: (caller, project, location, repository) => {
      const method = { api: `${methods}.packages.list`, resource: nameOf(project, location, repository) };
      return requests.remembered(caller, method, null, async () => {
        const url = `${urlOf(project, location, repository)}/packages?pageSize=1000`;
        const pages = await requests.pages(caller, { ...method, url }, packagePage);
        return pages.flatMap((page) => page.packages.map(({ name }) => lastPart(name)));
      });
    },

    redirection: (caller, project) => {
      const method = { api: 'artifactregistry.projects.getProjectSettings', resource: `projects/${project}` };
      return requests.remembered(caller, method, null, async () => {
        const url = `${host}/projects/${segment(project)}/projectSettings`;
        const schema = z.looseObject({ legacyRedirectionState: z.string().default('') });
        return (await requests.json(caller, { ...method, url }, schema)).legacyRedirectionState;
      });
    },
  };
}

function repositoryOf(
  project: string,
  location: string,
  { name, format, mode }: z.infer<typeof repositorySchema>,
): ArtifactRepository {
  return { project, location, name: lastPart(name), format, mode };
}

/** A package's own slashes stand as `%2F`. */
function lastPart(name: string): string {
  const part = name.slice(name.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function nameOf(project: string, location: string, repository: string): string {
  return `projects/${project}/locations/${location}/repositories/${repository}`;
}

function parentUrl(project: string, location: string): string {
  return `${host}/projects/${segment(project)}/locations/${segment(location)}`;
}

function urlOf(project: string, location: string, repository: string): string {
  return `${parentUrl(project, location)}/repositories/${segment(repository)}`;
}
