import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa, exampleOwner } from '../examples.ts';
import { chosenText } from '../fixes/candidates.ts';
import { inProject, projectOfGsa } from '../fixes/grant.ts';
import { annotateKsa } from '../fixes/ksa-annotation.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { candidates, ksa, owner } from '../subjects.ts';

const args = { ...ksa, gsa: text, project: nullable(text), owner, candidates };
type Args = ArgsOf<typeof args>;

export const gsaNotFound = defineFinding({
  code: 'gsa-not-found',
  link: 'GSA',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ gsa, namespace, ksa }) =>
    `Google service account ${gsa} does not exist; ServiceAccount ${namespace}/${ksa} is annotated with it`,
  explanation:
    'Google answers 404 for this account to a question that requires no right. The metadata server still answers /email with the name, because it copies the annotation. An account that is created again under an old name has a new id, and none of the old grants.',
  sources: ['https://cloud.google.com/iam/docs/service-accounts-create'],
  expected: ({ gsa, candidates }) => (candidates.length === 0 ? gsa : `${gsa}, or ${chosenText(null, candidates)}`),
  actual: () => 'does not exist',
  fixes: (args) => [...nameAnother(args), ...createGsa(args)],
  example: { ...exampleKsa, gsa: exampleGsa, project: 'acme-prod', owner: exampleOwner, candidates: [] },
  variants: [{ gsa: 'x@proj.acme.example.iam.gserviceaccount.com', project: null }],
});

/** An account that is bound to this very KSA is likelier meant than one that is yet to be made. */
function nameAnother(args: Args): Fix[] {
  return args.candidates.length === 0 ? [] : annotateKsa({ ...args, gsa: null });
}

function createGsa({ gsa, project, namespace }: Args): Fix[] {
  const name = gsa.split('@')[0] ?? gsa;
  return [
    {
      kind: 'ask-first',
      title: `Create ${gsa}; then bind the KSA to it, and let it read the registry`,
      tool: 'gcloud',
      command: sh`gcloud iam service-accounts create ${name}` + inProject(project ?? projectOfGsa(gsa)),
      patch: null,
      permission: 'iam.serviceAccounts.create (roles/iam.serviceAccountCreator)',
      takes: 'a minute; the binding and the grant that it needs besides: 2 minutes and more',
      verify: askAgain(namespace),
    },
  ];
}
