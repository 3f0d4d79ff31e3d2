import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa, exampleOwner } from '../examples.ts';
import { chosenText } from '../fixes/candidates.ts';
import { annotateKsa } from '../fixes/ksa-annotation.ts';
import { nullable, text } from '../schema.ts';
import { candidates, ksa, owner } from '../subjects.ts';
import { quoted } from '../wording.ts';

export const ksaAnnotationMalformed = defineFinding({
  code: 'ksa-annotation-malformed',
  link: 'KSA',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args: { ...ksa, value: text, problem: text, likely: nullable(text), owner, candidates },
  summary: ({ namespace, ksa, value, problem }) =>
    `ServiceAccount ${namespace}/${ksa} is annotated with ${quoted(value)}, which is not a Google service account: ${problem}`,
  explanation:
    'The value cannot be the email of a Google service account, so no token is issued for it, whatever IAM says. Usual causes are the short name alone, a prefix serviceAccount:, brackets or quotes copied from a guide, or blanks at an end. flux-wi never sends such a value to Google.',
  sources: [
    'https://cloud.google.com/iam/docs/service-account-types',
    'https://github.com/velero-io/velero-plugin-for-gcp/issues/194',
  ],
  expected: ({ likely, candidates }) => chosenText(likely, candidates),
  actual: ({ value }) => quoted(value),
  fixes: ({ likely, ...args }) => annotateKsa({ ...args, gsa: likely }),
  example: {
    ...exampleKsa,
    value: 'flux-images',
    problem: 'it has no @PROJECT.iam.gserviceaccount.com',
    likely: exampleGsa,
    owner: exampleOwner,
    candidates: [],
  },
});
