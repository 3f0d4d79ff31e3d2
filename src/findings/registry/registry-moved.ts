import { defineFinding } from '../define.ts';
import { exampleGcrImage, exampleGsa } from '../examples.ts';
import { memberOf, readRepository, whereIs } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import { grant, repository } from '../subjects.ts';

export const registryMoved = defineFinding({
  code: 'registry-moved',
  link: 'registry',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args: { ...repository, bucket: text, found: grant, principal: text },
  summary: ({ host, repository, found }) =>
    `${host} is served by Artifact Registry repository ${repository}; ${found.role} on ${whereIs(found.resource)?.named ?? found.resource} has no effect there`,
  explanation:
    "The project's gcr.io images have moved: the host is now the name of an Artifact Registry repository, and only roles of Artifact Registry count, on that repository or above it. A role of Cloud Storage on the bucket or the project, as guides for Container Registry say, no longer has an effect.",
  sources: ['https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr'],
  expected: ({ principal, repository }) => `${memberOf(principal)} with roles/artifactregistry.reader on ${repository}`,
  actual: ({ found }) => `${found.role} on ${found.resource}`,
  fixes: (args) => readRepository(args, args.principal, askAgain()),
  example: {
    ...exampleGcrImage,
    project: 'acme-images',
    location: 'us',
    repository: 'gcr.io',
    bucket: 'artifacts.acme-images.appspot.com',
    found: {
      member: `serviceAccount:${exampleGsa}`,
      role: 'roles/storage.objectViewer',
      resource: 'gs://artifacts.acme-images.appspot.com',
    },
    principal: `serviceAccount:${exampleGsa}`,
  },
  variants: [
    {
      found: {
        member: `serviceAccount:${exampleGsa}`,
        role: 'roles/storage.objectViewer',
        resource: 'projects/acme-images',
      },
    },
  ],
});
