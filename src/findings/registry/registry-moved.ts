import { defineFinding } from '../define.ts';
import { exampleGcrImage, exampleGsa } from '../examples.ts';
import { memberOf, readRepository } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import { grant, repository } from '../subjects.ts';

export const registryMoved = defineFinding({
  code: 'registry-moved',
  link: 'registry',
  level: 'broken',
  since: '0.1.0',
  args: { ...repository, bucket: text, found: grant, principal: text },
  summary: ({ host, repository, bucket }) =>
    `${host} is served by Artifact Registry repository ${repository}; the grant on bucket ${bucket} has no effect`,
  explanation:
    "The project's gcr.io images have moved: the host is now the name of an Artifact Registry repository, and only grants on that repository or its project count. A role on the bucket, as guides for Container Registry say, no longer has an effect.",
  sources: ['https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr'],
  expected: ({ principal, repository }) => `${memberOf(principal)} with roles/artifactregistry.reader on ${repository}`,
  actual: ({ found, bucket }) => `${found.role} on gs://${bucket}`,
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
});
