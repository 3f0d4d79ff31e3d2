import { yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleGsa, exampleKsa } from '../examples.ts';
import { upgradeCommand } from '../fixes/by-helm.ts';
import { throughHelmRelease } from '../fixes/helm-annotation.ts';
import { annotationKey } from '../fixes/ksa-annotation.ts';
import { askAgain, nextScan } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { ksa, place } from '../subjects.ts';
import { placeNames } from '../wording.ts';

const args = { ...ksa, place, expectedKey: text, gsa: nullable(text) };
type Args = ArgsOf<typeof args>;

export const helmValuesKeyWrong = defineFinding({
  code: 'helm-values-key-wrong',
  link: 'KSA',
  level: 'broken',
  since: '0.1.0',
  args,
  summary: ({ place, expectedKey }) =>
    `${placeNames([place])} sets ${place.at}, which the chart does not read; the chart reads ${expectedKey}`,
  explanation:
    "The annotation is set under a key that the chart does not use. Helm ignores such keys without a warning, so the KSA has no annotation. Flux's community chart says imageReflectionController, not imageReflectorController. Charts differ: the values page of the chart has the right path.",
  sources: [
    'https://github.com/fluxcd-community/helm-charts/tree/main/charts/flux2',
    'https://github.com/sigstore/helm-charts/issues/52',
  ],
  expected: ({ expectedKey }) => expectedKey,
  actual: ({ place }) => place.at,
  fixes: correctKey,
  example: {
    ...exampleKsa,
    place: {
      kind: 'HelmRelease',
      namespace: 'flux-system',
      name: 'flux',
      at: 'imageReflectorController.serviceAccount.annotations',
      value: exampleGsa,
    },
    expectedKey: 'imageReflectionController.serviceAccount.annotations',
    gsa: exampleGsa,
  },
  variants: [{ gsa: null, place: { kind: 'helm', namespace: 'flux', name: 'flux', at: 'a.b', value: 'c' } }],
});

function correctKey({ namespace, ksa, place, expectedKey, gsa }: Args): Fix[] {
  const value = { path: [...expectedKey.split('.'), annotationKey], value: gsa ?? yours('GSA') };
  if (place.kind !== 'HelmRelease') {
    return [
      {
        kind: 'lasting',
        title: `Set the annotation under ${expectedKey}`,
        tool: 'helm',
        command: upgradeCommand(place.namespace, place.name, null, value),
        patch: null,
        permission: `to upgrade the Helm release in namespace ${place.namespace}`,
        takes: `after the Helm upgrade; ${nextScan}`,
        verify: askAgain(namespace),
      },
    ];
  }
  const title = `Move the annotation of ServiceAccount ${namespace}/${ksa} to ${expectedKey}`;
  return throughHelmRelease({ namespace, ksa }, place, title, value);
}
