import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa, exampleOwner } from '../examples.ts';
import { annotateKsa } from '../fixes/ksa-annotation.ts';
import { nullable, text } from '../schema.ts';
import { ksa, owner } from '../subjects.ts';
import { quoted } from '../wording.ts';

export const ksaAnnotationMalformed = defineFinding({
  code: 'ksa-annotation-malformed',
  link: 'KSA',
  level: 'broken',
  since: '0.1.0',
  args: { ...ksa, value: text, problem: text, likely: nullable(text), owner },
  summary: ({ namespace, ksa, value, problem }) =>
    `KSA ${namespace}/${ksa} names ${quoted(value)}, which is no service account: ${problem}`,
  explanation:
    'The value cannot be the e-mail of a service account, so no token can be had for it, whatever IAM says. Usual slips are the short name alone, a prefix serviceAccount:, brackets or quotes from a guide, or blanks at an end. The doctor never sends such a value to Google.',
  sources: [
    'https://cloud.google.com/iam/docs/service-account-types',
    'https://github.com/velero-io/velero-plugin-for-gcp/issues/194',
  ],
  expected: ({ likely }) => (likely === null ? 'NAME@PROJECT.iam.gserviceaccount.com' : likely),
  actual: ({ value }) => quoted(value),
  fixes: ({ namespace, ksa, likely, owner }) => annotateKsa({ namespace, ksa, gsa: likely, owner }),
  example: {
    ...exampleKsa,
    value: 'flux-images',
    problem: 'it has no @PROJECT.iam.gserviceaccount.com',
    likely: exampleGsa,
    owner: exampleOwner,
  },
});
