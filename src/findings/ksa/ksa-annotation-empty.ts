import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa, exampleOwner } from '../examples.ts';
import { chosenText } from '../fixes/candidates.ts';
import { annotateKsa, annotationKey } from '../fixes/ksa-annotation.ts';
import { nullable, text } from '../schema.ts';
import { candidates, ksa, owner } from '../subjects.ts';
import { quoted } from '../wording.ts';

export const ksaAnnotationEmpty = defineFinding({
  code: 'ksa-annotation-empty',
  link: 'KSA',
  level: 'broken',
  failsAt: 'setting',
  since: '0.1.0',
  args: { ...ksa, value: text, gsa: nullable(text), owner, candidates },
  summary: ({ namespace, ksa, value }) =>
    `ServiceAccount ${namespace}/${ksa} has an empty annotation ${annotationKey} (${quoted(value)})`,
  explanation:
    'The annotation is set and has no value. An empty value, or blanks, counts as no annotation, and the KSA then acts as itself. Quote characters alone are worse: they are sent to Google as a name that does not exist. Usually a variable was empty where the manifest was rendered.',
  sources: ['https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity'],
  expected: ({ gsa, candidates }) => chosenText(gsa, candidates),
  actual: ({ value }) => quoted(value),
  fixes: annotateKsa,
  example: { ...exampleKsa, value: "''", gsa: exampleGsa, owner: exampleOwner, candidates: [] },
  variants: [{ gsa: null, value: '' }],
});
