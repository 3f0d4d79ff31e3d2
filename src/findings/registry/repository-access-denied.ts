import { parseMember } from '../../chain/iam/member.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleGsa, exampleRepository } from '../examples.ts';
import { memberOf, readRepository, removeGrant } from '../fixes/grant.ts';
import { listRepositories } from '../fixes/registry.ts';
import { askAgain } from '../fixes/verify.ts';
import { boolean, nullable, record, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { asWhom, repository } from '../subjects.ts';

const args = {
  ...repository,
  permission: text,
  principal: text,
  as: asWhom,
  /** The repository was seen to exist, else it is one of two. */
  settled: boolean,
  /** A grant that was most likely meant for the identity, and what should stand there. */
  near: nullable(record({ member: text, role: text, resource: text, should: text })),
};
type Args = ArgsOf<typeof args>;

export const repositoryAccessDenied = defineFinding({
  code: 'repository-access-denied',
  link: 'registry',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args,
  summary: ({ as, repository, project, settled, permission, near }) =>
    near !== null
      ? `${as} may not read repository ${repository} in ${project}: ${near.role} is granted to somebody else`
      : settled
        ? `${as} may not read repository ${repository} in ${project}: ${permission} is missing`
        : `${as} may not read repository ${repository} in ${project}, or it does not exist`,
  explanation:
    'The registry accepted the identity and refused it this repository: neither the repository nor its project grants it a role with the permission. roles/artifactregistry.reader is the smallest; grants on Cloud Storage have no effect here. Artifact Registry gives the same answer for a repository that does not exist ("or it may not exist"); where that could not be checked, both are named.',
  sources: ['https://cloud.google.com/artifact-registry/docs/access-control'],
  expected: ({ principal, permission, near }) => near?.should ?? `${memberOf(principal)} with ${permission}`,
  actual: ({ as, settled, near }) => near?.member ?? `refused as ${as}${settled ? '' : ', or no such repository'}`,
  fixes: (args) => [
    ...readRepository(args, args.principal, askAgain()),
    ...(args.settled ? [] : [listRepositories(args)]),
    ...removeDead(args),
  ],
  example: {
    ...exampleRepository,
    permission: 'artifactregistry.repositories.downloadArtifacts',
    principal: `serviceAccount:${exampleGsa}`,
    as: `GSA ${exampleGsa}`,
    settled: true,
    near: null,
  },
  variants: [
    {
      near: {
        member: 'serviceAccount:flux-image@acme-prod.iam.gserviceaccount.com',
        role: 'roles/artifactregistry.reader',
        resource: 'projects/acme-images/locations/europe-west1/repositories/apps',
        should: `serviceAccount:${exampleGsa}`,
      },
    },
  ],
});

/** A member that can match nobody may go; any other may be somebody's own. */
function removeDead({ near }: Args): Fix[] {
  if (near === null || parseMember(near.member).kind !== 'malformed') return [];
  return removeGrant(near, askAgain());
}
