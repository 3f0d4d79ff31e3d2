import { projectOfGsa } from '../../chain/gsa-email.ts';
import { inOrder, sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleBinding, exampleGsa, exampleKsa, exampleOwner } from '../examples.ts';
import { chosenText } from '../fixes/candidates.ts';
import { bind } from '../fixes/binding.ts';
import { inProject, readRepository } from '../fixes/grant.ts';
import { annotateKsa } from '../fixes/ksa-annotation.ts';
import { askAgain, propagation } from '../fixes/verify.ts';
import { listOf, nullable, record, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { candidates, ksa, owner } from '../subjects.ts';

const args = {
  ...ksa,
  gsa: text,
  project: nullable(text),
  owner,
  candidates,
  /** The workload pool of the cluster; `null`: not known. */
  pool: nullable(text),
  /** Of the images that are scanned. */
  repositories: listOf(record({ project: text, location: text, repository: text })),
};
type Args = ArgsOf<typeof args>;

export const gsaNotFound = defineFinding({
  code: 'gsa-not-found',
  link: 'GSA',
  level: 'broken',
  failsAt: 'impersonation',
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
  example: {
    ...exampleKsa,
    gsa: exampleGsa,
    project: 'acme-prod',
    owner: exampleOwner,
    candidates: [],
    pool: exampleBinding.pool,
    repositories: [{ project: 'acme-images', location: 'europe-west1', repository: 'apps' }],
  },
  variants: [{ gsa: 'x@proj.acme.example.iam.gserviceaccount.com', project: null, pool: null, repositories: [] }],
});

/** An account that is bound to this very KSA is likelier meant than one that is yet to be made. */
function nameAnother(args: Args): Fix[] {
  return args.candidates.length === 0 ? [] : annotateKsa({ ...args, gsa: null });
}

/** All three steps, in their order: an account alone reads nothing. */
function createGsa(args: Args): Fix[] {
  const { gsa, project, namespace, ksa, pool, repositories } = args;
  const name = gsa.split('@')[0] ?? gsa;
  const create = sh`gcloud iam service-accounts create ${name}` + inProject(project ?? projectOfGsa(gsa));
  const bound = pool === null ? [] : bind({ namespace, ksa, gsa, pool });
  const granted = repositories.flatMap((at) => readRepository(at, `serviceAccount:${gsa}`, askAgain(namespace)));
  const steps = [...bound, ...granted].filter(({ kind }) => kind === 'now').map(({ command }) => command);
  const what = [
    ...(bound.length === 0 ? [] : ['bind the ServiceAccount to it']),
    ...(granted.length === 0 ? [] : ['grant it the registry']),
  ];
  return [
    {
      kind: 'ask-first',
      title: what.length === 0 ? `Create ${gsa}` : `Create ${gsa}, ${what.join(', and ')}`,
      tool: 'gcloud',
      command: inOrder(create, ...steps),
      patch: null,
      permission: 'iam.serviceAccounts.create (roles/iam.serviceAccountAdmin), and to set the policy of the registry',
      takes: propagation,
      verify: askAgain(namespace),
    },
  ];
}
