/** The words for the fourth link: the Google service account. */

import { projectOfGsa } from '../fixes/grant.ts';
import { annotateKsa } from '../fixes/ksa-annotation.ts';
import { askAgain, propagation } from '../fixes/verify.ts';
import type { FindingArgs } from '../finding-args.ts';
import { sh } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type GsaCode = 'gsa-not-found' | 'gsa-disabled' | 'gsa-misspelled';

const gsa = 'flux-images@acme-prod.iam.gserviceaccount.com';

export const gsaWords: WordsTable<GsaCode> = {
  'gsa-not-found': {
    link: 'GSA',
    level: 'broken',
    summary: ({ gsa, namespace, ksa }) =>
      `Service account ${shown(gsa)} does not exist; KSA ${shown(namespace)}/${shown(ksa)} names it`,
    explanation:
      'Google knows no such account, which its 404 to a question that needs no right has shown, so there is nobody to become. The metadata server still answers /email with this name: it copies the annotation. An account that is made anew under an old name has a new id, and none of the old grants.',
    sources: ['https://cloud.google.com/iam/docs/service-accounts-create'],
    expected: ({ gsa }) => `${shown(gsa)} exists`,
    actual: () => 'Unknown service account',
    fixes: createGsa,
    example: { namespace: 'flux-system', ksa: 'image-reflector-controller', gsa, project: 'acme-prod' },
  },
  'gsa-disabled': {
    link: 'GSA',
    level: 'broken',
    summary: ({ gsa }) => `Service account ${shown(gsa)} is disabled`,
    explanation:
      'A disabled account keeps its roles and its bindings, and gets no tokens. Somebody, or a policy against unused accounts, switched it off; ask why before switching it on. Tokens that were handed out before can work on for up to an hour.',
    sources: ['https://cloud.google.com/iam/docs/service-accounts-disable-enable'],
    expected: () => 'disabled: false',
    actual: () => 'disabled: true',
    fixes: ({ gsa, project }) => [
      {
        kind: 'ask-first',
        title: `Enable ${gsa}`,
        tool: 'gcloud',
        command: sh`gcloud iam service-accounts enable ${gsa}` + inProject(project ?? projectOfGsa(gsa)),
        patch: null,
        permission: 'iam.serviceAccounts.enable (roles/iam.serviceAccountAdmin)',
        takes: propagation,
        verify: askAgain(),
      },
    ],
    example: { gsa, project: 'acme-prod' },
  },
  'gsa-misspelled': {
    link: 'GSA',
    level: 'broken',
    summary: ({ gsa, near, namespace, ksa }) =>
      `KSA ${shown(namespace)}/${shown(ksa)} names ${shown(gsa)}, which does not exist; ${shown(near)} does`,
    explanation:
      'The account that the KSA names does not exist, and one with nearly the same name does. As a rule the annotation has a slip, or a variable in the name was empty. Compare the two before you change anything: the near one may be meant for something else.',
    sources: ['https://cloud.google.com/iam/docs/service-accounts-list-edit'],
    expected: ({ near }) => shown(near),
    actual: ({ gsa }) => shown(gsa),
    fixes: ({ namespace, ksa, near, owner }) => annotateKsa({ namespace, ksa, gsa: near, owner }),
    example: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'flux-image@acme-prod.iam.gserviceaccount.com',
      near: gsa,
      owner: { kind: 'none' },
    },
  },
};

function inProject(project: string | null): string {
  return project === null ? '' : sh` --project=${project}`;
}

function createGsa({ gsa, project, namespace }: FindingArgs['gsa-not-found']): Fix[] {
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
