import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleGsa, exampleRepository } from '../examples.ts';
import { addGrant, onProject, removeGrant, whereIs } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { grant, repository } from '../subjects.ts';

const args = { ...repository, gsa: text, found: grant, uniqueId: nullable(text) };
type Args = ArgsOf<typeof args>;

export const registryGrantStale = defineFinding({
  code: 'registry-grant-stale',
  link: 'registry',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args,
  summary: ({ gsa, found }) =>
    `The grant on ${whereIs(found.resource)?.named ?? found.resource} is for a deleted ${gsa}, not for the account of that name that exists now`,
  explanation:
    'A grant belongs to the id of an account, not to its name. The account was deleted and created again, so the old grant (deleted:…?uid=…) has no effect, although the console still shows the name. Grant the role to the account that exists now, and remove the old member by its exact name.',
  sources: [
    'https://cloud.google.com/iam/docs/service-accounts-delete-undelete',
    'https://github.com/spinnaker/spinnaker.github.io/issues/443',
  ],
  expected: ({ gsa, uniqueId }) => `serviceAccount:${gsa}${uniqueId === null ? '' : ` (${uniqueId})`}`,
  actual: ({ found }) => found.member,
  fixes: renewGrant,
  example: {
    ...exampleRepository,
    gsa: exampleGsa,
    found: {
      member: `deleted:serviceAccount:${exampleGsa}?uid=104857623489123456789`,
      role: 'roles/artifactregistry.reader',
      resource: 'projects/acme-images/locations/europe-west1/repositories/apps',
    },
    uniqueId: '117238461982374619823',
  },
});

function renewGrant({ gsa, found, project }: Args): Fix[] {
  const where = whereIs(found.resource) ?? onProject(project);
  return [
    addGrant(where, found.role, `serviceAccount:${gsa}`, askAgain()),
    ...removeGrant(found, askAgain(), `Then remove the tombstone by its exact member`),
  ];
}
