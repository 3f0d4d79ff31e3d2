import { defineFinding } from '../define.ts';
import { exampleGsa, exampleRepository } from '../examples.ts';
import { memberOf, readRepository } from '../fixes/grant.ts';
import { listRepositories } from '../fixes/registry.ts';
import { askAgain } from '../fixes/verify.ts';
import { boolean, text } from '../schema.ts';
import { asWhom, repository } from '../subjects.ts';

export const repositoryAccessDenied = defineFinding({
  code: 'repository-access-denied',
  link: 'registry',
  level: 'broken',
  since: '0.1.0',
  /** `settled`: the repository was seen to exist, else it is one of two. */
  args: { ...repository, permission: text, principal: text, as: asWhom, settled: boolean },
  summary: ({ as, repository, project, settled, permission }) =>
    settled
      ? `${as} may not read repository ${repository} in ${project}: ${permission} is missing`
      : `${as} may not read repository ${repository} in ${project}, or it does not exist`,
  explanation:
    'The registry accepted the identity and refused it this repository: neither the repository nor its project grants it a role with the permission. roles/artifactregistry.reader is the smallest; grants on Cloud Storage have no effect here. Artifact Registry gives the same answer for a repository that does not exist ("or it may not exist"); where that could not be checked, both are named.',
  sources: ['https://cloud.google.com/artifact-registry/docs/access-control'],
  expected: ({ principal, permission }) => `${memberOf(principal)} with ${permission}`,
  actual: ({ as, settled }) => `refused as ${as}${settled ? '' : ', or no such repository'}`,
  fixes: (args) => [
    ...readRepository(args, args.principal, askAgain()),
    ...(args.settled ? [] : [listRepositories(args)]),
  ],
  example: {
    ...exampleRepository,
    permission: 'artifactregistry.repositories.downloadArtifacts',
    principal: `serviceAccount:${exampleGsa}`,
    as: `GSA ${exampleGsa}`,
    settled: true,
  },
});
