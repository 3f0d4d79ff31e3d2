import { defineFinding } from '../define.ts';
import { exampleGsa } from '../examples.ts';
import { chosenText } from '../fixes/candidates.ts';
import { annotateKsa } from '../fixes/ksa-annotation.ts';
import { text } from '../schema.ts';
import { candidates, ksa, owner } from '../subjects.ts';

export const gsaMisspelled = defineFinding({
  code: 'gsa-misspelled',
  link: 'GSA',
  level: 'broken',
  since: '0.1.0',
  args: { ...ksa, gsa: text, near: text, owner, candidates },
  summary: ({ gsa, near, namespace, ksa }) =>
    `ServiceAccount ${namespace}/${ksa} is annotated with ${gsa}, which does not exist; ${near} does`,
  explanation:
    'The Google service account in the annotation does not exist, and one with nearly the same name does. Usually the annotation has a typing error, or a variable in the name was empty. Compare the two before you change anything: the near one may be meant for something else.',
  sources: ['https://cloud.google.com/iam/docs/service-accounts-list-edit'],
  expected: ({ near, candidates }) => chosenText(near, candidates),
  actual: ({ gsa }) => gsa,
  fixes: ({ near, ...args }) => annotateKsa({ ...args, gsa: near }),
  example: {
    namespace: 'flux-system',
    ksa: 'image-reflector-controller',
    gsa: 'flux-image@acme-prod.iam.gserviceaccount.com',
    near: exampleGsa,
    owner: { kind: 'none' },
    candidates: [{ gsa: exampleGsa, because: 'bound' }],
  },
});
