import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa, exampleOwner } from '../examples.ts';
import { annotateKsa, annotationKey } from '../fixes/ksa-annotation.ts';
import { nullable, text } from '../schema.ts';
import { ksa, owner } from '../subjects.ts';
import { quoted } from '../wording.ts';

export const ksaAnnotationEmpty = defineFinding({
  code: 'ksa-annotation-empty',
  link: 'KSA',
  level: 'broken',
  since: '0.1.0',
  args: { ...ksa, value: text, gsa: nullable(text), owner },
  summary: ({ namespace, ksa, value }) =>
    `KSA ${namespace}/${ksa} has ${annotationKey} with nothing in it (${quoted(value)})`,
  explanation:
    'The annotation is there and names nobody. Nothing, or blanks, is taken as no annotation, and the KSA then acts as itself. Quote characters alone are worse: they are sent as a name that nobody has. As a rule a variable was empty where the manifest was made.',
  sources: ['https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity'],
  expected: ({ gsa }) => (gsa === null ? 'NAME@PROJECT.iam.gserviceaccount.com' : gsa),
  actual: ({ value }) => quoted(value),
  fixes: annotateKsa,
  example: { ...exampleKsa, value: "''", gsa: exampleGsa, owner: exampleOwner },
  variants: [{ gsa: null, value: '' }],
});
