import { defineFinding } from '../define.ts';
import { exampleGcrImage } from '../examples.ts';
import { migrate } from '../fixes/registry.ts';
import { text } from '../schema.ts';
import { image } from '../subjects.ts';

export const registryShutDown = defineFinding({
  code: 'registry-shut-down',
  link: 'registry',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args: { ...image, project: text },
  summary: ({ project, host }) =>
    `Container Registry is shut down, and the images of project ${project} were never moved from ${host}`,
  explanation:
    'Google answers 412 for every image of a project that was not moved to Artifact Registry, and no grant changes that. The migration tool copies the images and redirects the host, and still works. Afterwards the identity requires a role on the new repository.',
  sources: ['https://cloud.google.com/artifact-registry/docs/transition/auto-migrate-gcr-ar'],
  expected: ({ host }) => `an Artifact Registry repository that serves ${host}`,
  actual: () => '412 Precondition Failed',
  fixes: ({ project }) => [migrate(project)],
  example: { ...exampleGcrImage, project: 'acme-images' },
});
