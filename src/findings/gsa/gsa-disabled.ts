import { projectOfGsa } from '../../chain/gsa-email.ts';
import { sh } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { exampleGsa } from '../examples.ts';
import { inProject } from '../fixes/grant.ts';
import { askAgain, propagation } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';

export const gsaDisabled = defineFinding({
  code: 'gsa-disabled',
  link: 'GSA',
  level: 'broken',
  failsAt: 'impersonation',
  since: '0.1.0',
  args: { gsa: text, project: nullable(text) },
  summary: ({ gsa }) => `Google service account ${gsa} is disabled`,
  explanation:
    'A disabled account keeps its roles and bindings, and gets no tokens. Somebody, or a policy against unused accounts, disabled it; ask why before enabling it. Tokens that were issued before can work for up to an hour.',
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
  example: { gsa: exampleGsa, project: 'acme-prod' },
  variants: [{ gsa: 'acme@appspot.gserviceaccount.com', project: null }],
});
