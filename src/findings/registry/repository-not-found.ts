import { inOrder, sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleRepository } from '../examples.ts';
import { listRepositories } from '../fixes/registry.ts';
import { askAgain, propagation } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { repository } from '../subjects.ts';

const args = { ...repository, near: nullable(text) };
type Args = ArgsOf<typeof args>;

export const repositoryNotFound = defineFinding({
  code: 'repository-not-found',
  link: 'registry',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args,
  summary: ({ repository, project, location, near }) =>
    `Artifact Registry repository ${repository} does not exist in project ${project}, location ${location}${near === null ? '' : `; ${near} does`}`,
  explanation:
    "There is no such repository in this project and location. Usually the host names another location than that of the repository, or the path lacks a part: LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE. The registry's refusal to Flux reads the same as for a missing grant; here the repository was checked and does not exist.",
  sources: ['https://cloud.google.com/artifact-registry/docs/repositories/create-repos'],
  expected: ({ near, repository }) => near ?? repository,
  actual: () => 'does not exist',
  fixes: createRepository,
  example: {
    ...exampleRepository,
    repository: 'app',
    image: 'europe-west1-docker.pkg.dev/acme-images/app/api',
    near: 'apps',
  },
});

function createRepository(args: Args): Fix[] {
  const { repository, project, location, near } = args;
  const create: Fix = {
    kind: 'ask-first',
    title: `Create repository ${repository}, if it should exist`,
    tool: 'gcloud',
    command: sh`gcloud artifacts repositories create ${repository} --repository-format=docker --location=${location} --project=${project}`,
    patch: null,
    permission: 'artifactregistry.repositories.create (roles/artifactregistry.admin)',
    takes: propagation,
    verify: sh`gcloud artifacts repositories describe ${repository} --location=${location} --project=${project}`,
  };
  if (near === null) return [listRepositories(args), create];
  const right = imageIn(near, args);
  const correct: Fix = {
    kind: 'find-out',
    title: `Check the repository that exists, ${near}; then name it in the object in Git`,
    tool: 'flux-wi',
    command: inOrder(sh`gcloud artifacts repositories list --project=${project}`, sh`flux-wi doctor --image ${right}`),
    patch: null,
    permission: 'artifactregistry.repositories.list (roles/artifactregistry.reader)',
    takes: 'at once: Flux scans when the object changes',
    verify: askAgain(),
  };
  return [correct, create];
}

/** The same image where the repository is that exists, which may be another location; `near` is LOCATION/NAME. */
function imageIn(near: string, { image, project, location, repository }: Args): string {
  const [name = near, place = location] = near.split('/').toReversed();
  const path = `/${project}/${repository}`;
  return `${place}-docker.pkg.dev/${project}/${name}${image.slice(image.indexOf(path) + path.length)}`;
}
