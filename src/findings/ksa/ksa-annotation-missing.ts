import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa, exampleOwner } from '../examples.ts';
import { chosenText } from '../fixes/candidates.ts';
import { annotateKsa, annotationKey } from '../fixes/ksa-annotation.ts';
import { listOf, nullable, text } from '../schema.ts';
import { candidates, ksa, owner, place } from '../subjects.ts';
import { placeNames } from '../wording.ts';

export const ksaAnnotationMissing = defineFinding({
  code: 'ksa-annotation-missing',
  link: 'KSA',
  level: 'broken',
  failsAt: 'impersonation',
  since: '0.1.0',
  args: { ...ksa, gsa: nullable(text), elsewhere: listOf(place), owner, refusal: nullable(text), candidates },
  summary: ({ namespace, ksa, elsewhere }) =>
    `ServiceAccount ${namespace}/${ksa} has no annotation ${annotationKey}${elsewhere.length === 0 ? '' : `; it is on ${placeNames(elsewhere)}`}`,
  explanation: `Without ${annotationKey} the KSA acts as itself. That is legal, and right when the registry grants its principal; here the registry refused that principal. Only the ServiceAccount object counts: on a Deployment, a pod template, a Service or a namespace, or on a KSA of the same name elsewhere, the annotation does nothing. \`helm --set\` with unescaped dots fails before anything is stored, and leaves the KSA bare like this.`,
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://github.com/kubernetes-sigs/external-dns/issues/1413',
    'https://github.com/fluxcd/flux2/issues/688',
  ],
  expected: ({ gsa, candidates }) => `${annotationKey}: ${chosenText(gsa, candidates)}`,
  actual: ({ elsewhere }) => (elsewhere.length === 0 ? 'not set' : `not set; found on ${placeNames(elsewhere)}`),
  fixes: annotateKsa,
  example: {
    ...exampleKsa,
    gsa: exampleGsa,
    elsewhere: [
      {
        kind: 'Deployment',
        namespace: 'flux-system',
        name: 'image-reflector-controller',
        at: `metadata.annotations["${annotationKey}"]`,
        value: exampleGsa,
      },
    ],
    owner: exampleOwner,
    refusal: 'Permission "artifactregistry.repositories.downloadArtifacts" denied',
    candidates: [{ gsa: exampleGsa, because: 'bound' }],
  },
  variants: [{ gsa: null, elsewhere: [] }],
});
