import type { GsaCandidate, Owner } from '../subjects.ts';
import { providerAnnotation } from '../../chain/identity-provider.ts';
import { chosen, chosenTitle } from './candidates.ts';
import { fixesFor } from './for-owner.ts';
import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import type { HelmValue } from './change.ts';
import { askAgain, nextScan } from './verify.ts';

export const annotationKey = 'iam.gke.io/gcp-service-account';

type KsaOf = { readonly namespace: string; readonly ksa: string; readonly owner: Owner };

/** Makes a KSA name a GSA, by the hand that owns the KSA. */
export function annotateKsa(
  ksa: KsaOf & { readonly gsa: string | null; readonly candidates?: readonly GsaCandidate[] },
): Fix[] {
  const { gsa, candidates = [] } = ksa;
  const title = `Annotate ServiceAccount ${ksa.namespace}/${ksa.ksa} with ${chosenTitle(gsa, candidates)}`;
  return writeAnnotation(ksa, annotationKey, chosen(gsa, candidates) ?? yours('GSA'), title);
}

/** Has a KSA name the provider of a workload identity pool, which Flux then goes by. */
export function nameProvider(ksa: KsaOf & { readonly likely: string | null }): Fix[] {
  const title = `Annotate ServiceAccount ${ksa.namespace}/${ksa.ksa} with the provider in the form that Flux accepts`;
  return writeAnnotation(ksa, providerAnnotation, ksa.likely ?? yours('PROVIDER'), title);
}

function writeAnnotation({ namespace, ksa, owner }: KsaOf, key: string, value: string, title: string): Fix[] {
  return fixesFor(
    {
      title,
      object: { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: ksa },
      patch: { kind: 'merge', content: { metadata: { annotations: { [key]: value } } } },
      kubectl: (flags) =>
        ['kubectl', ...flags, sh`-n ${namespace} annotate --overwrite serviceaccount ${ksa} ${key}=${value}`].join(' '),
      values: (chart) => annotationValue(ksa, chart, value, key),
      permission: `patch serviceaccounts in namespace ${namespace}`,
      takes: nextScan,
      verify: askAgain(namespace),
    },
    owner,
  );
}

/** Where a chart takes the annotations of the KSA. Flux's community chart has one section for each controller. */
export function annotationValue(
  ksa: string,
  chart: string | null,
  value: string,
  key: string = annotationKey,
): HelmValue {
  const section = chart === null || chart.startsWith('flux2') ? fluxSections[ksa] : undefined;
  const path = [...(section === undefined ? [] : [section]), 'serviceAccount', 'annotations', key];
  return { path, value };
}

/** `imageReflection…`, not `imageReflector…`: the chart ignores the wrong one without a word. */
export const fluxSections: Readonly<Record<string, string>> = {
  'image-reflector-controller': 'imageReflectionController',
  'image-automation-controller': 'imageAutomationController',
  'source-controller': 'sourceController',
};
