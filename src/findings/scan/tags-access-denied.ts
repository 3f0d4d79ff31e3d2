import { defineFinding } from '../define.ts';
import { exampleRepository } from '../examples.ts';
import { readRepository } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import { asWhom, repository } from '../subjects.ts';

export const tagsAccessDenied = defineFinding({
  code: 'tags-access-denied',
  link: 'scan',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args: { ...repository, message: text, as: asWhom },
  summary: ({ as, image }) => `${as} may not list the tags of ${image}`,
  explanation:
    'The registry accepted the identity and refused the tag list itself. Flux requires no more than that list, so the scan fails with the same message. Flux v1 also reads manifests and blobs of every tag.',
  sources: ['https://cloud.google.com/artifact-registry/docs/access-control'],
  expected: () => 'artifactregistry.repositories.downloadArtifacts',
  actual: ({ message }) => message,
  fixes: (args) => readRepository(args, args.as, askAgain()),
  example: {
    ...exampleRepository,
    message: 'Permission "artifactregistry.repositories.downloadArtifacts" denied',
    as: 'GSA flux-images@acme-prod.iam.gserviceaccount.com',
  },
});
