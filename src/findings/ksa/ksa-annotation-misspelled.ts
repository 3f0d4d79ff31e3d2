import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa, exampleOwner } from '../examples.ts';
import { chosenText } from '../fixes/candidates.ts';
import { annotateKsa, annotationKey } from '../fixes/ksa-annotation.ts';
import { nullable, text } from '../schema.ts';
import { candidates, ksa, owner, place } from '../subjects.ts';
import { placeNames, quoted } from '../wording.ts';

export const ksaAnnotationMisspelled = defineFinding({
  code: 'ksa-annotation-misspelled',
  link: 'KSA',
  level: 'broken',
  since: '0.1.0',
  args: { ...ksa, found: place, likely: nullable(text), owner, candidates },
  summary: ({ namespace, ksa, found }) =>
    found.kind === 'ServiceAccount'
      ? `ServiceAccount ${namespace}/${ksa} has ${quoted(found.at)} instead of the annotation ${annotationKey}`
      : `ServiceAccount ${namespace}/${ksa} has no annotation ${annotationKey}; ${placeNames([found])} has ${quoted(found.at)}`,
  explanation: `Something close to the annotation was found, and GKE reads the exact key ${annotationKey} on the KSA alone. A letter amiss, a label in place of an annotation, or the key and value run together with "=" in YAML all leave the KSA without a service account. The KSA itself was refused by the registry.`,
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://github.com/fluxcd/website/issues/966',
  ],
  expected: ({ likely, candidates }) => `${annotationKey}: ${chosenText(likely, candidates)}`,
  actual: ({ found }) => `${found.at}: ${quoted(found.value)}`,
  fixes: ({ likely, ...args }) => annotateKsa({ ...args, gsa: likely }),
  example: {
    ...exampleKsa,
    found: {
      kind: 'ServiceAccount',
      namespace: 'flux-system',
      name: 'image-reflector-controller',
      at: 'iam.gke.io/gcp-serviceaccount',
      value: exampleGsa,
    },
    likely: exampleGsa,
    owner: exampleOwner,
    candidates: [],
  },
});
