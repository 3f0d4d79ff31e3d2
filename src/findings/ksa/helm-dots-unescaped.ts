import { yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa } from '../examples.ts';
import { throughHelmRelease } from '../fixes/helm-annotation.ts';
import { annotateKsa, annotationKey, annotationValue } from '../fixes/ksa-annotation.ts';
import { nullable, oneOf, record, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { ksa, place } from '../subjects.ts';
import { quoted } from '../wording.ts';

const args = {
  ...ksa,
  place,
  release: record({ kind: oneOf('HelmRelease', 'helm'), namespace: text, name: text }),
  gsa: nullable(text),
};
type Args = ArgsOf<typeof args>;

export const helmDotsUnescaped = defineFinding({
  code: 'helm-dots-unescaped',
  link: 'KSA',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ namespace, ksa, release }) =>
    `${release.kind === 'helm' ? 'Helm release' : 'HelmRelease'} ${release.namespace}/${release.name} splits the annotation of ServiceAccount ${namespace}/${ksa} at its dots`,
  explanation:
    'Helm reads each dot in --set as a level of the values, so iam.gke.io becomes iam, gke and io, and the KSA never gets the annotation. Charts that print annotations with toYaml fail to render ("cannot unmarshal object into Go struct field .metadata.annotations of type string"); charts that quote them render a key iam. Escape each dot, or put the value into a file.',
  sources: [
    'https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set',
    'https://github.com/istio/istio/issues/8501',
  ],
  expected: () => `one key, ${annotationKey}`,
  actual: ({ place }) => `${place.at}: ${quoted(place.value)}`,
  fixes: escapeDots,
  example: {
    ...exampleKsa,
    place: {
      kind: 'HelmRelease',
      namespace: 'flux-system',
      name: 'flux',
      at: 'spec.values.imageReflectionController.serviceAccount.annotations.iam',
      value: '{"gke":{"io/gcp-service-account":"flux-images@acme-prod.iam.gserviceaccount.com"}}',
    },
    release: { kind: 'HelmRelease', namespace: 'flux-system', name: 'flux' },
    gsa: exampleGsa,
  },
  variants: [{ gsa: null, release: { kind: 'helm', namespace: 'flux', name: 'flux' } }],
});

function escapeDots({ namespace, ksa, release, gsa }: Args): Fix[] {
  if (release.kind === 'helm') {
    return annotateKsa({
      namespace,
      ksa,
      gsa,
      owner: { kind: 'helm', namespace: release.namespace, release: release.name, chart: null },
    });
  }
  const right = annotationValue(ksa, null, gsa ?? yours('GSA'));
  return throughHelmRelease(
    { namespace, ksa },
    release,
    `Write the annotation of ServiceAccount ${namespace}/${ksa} as one key`,
    {
      ...right,
      drop: 'iam',
    },
  );
}
