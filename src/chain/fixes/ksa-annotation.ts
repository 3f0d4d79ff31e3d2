import type { Owner } from '../finding-args.ts';
import { fixesFor } from '../owner-fixes.ts';
import { sh, yours } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import type { HelmValue } from './change.ts';
import { askAgain, nextScan } from './verify.ts';

export const annotationKey = 'iam.gke.io/gcp-service-account';

/** Makes a KSA name a GSA, by the hand that owns the KSA. */
export function annotateKsa(ksa: {
  readonly namespace: string;
  readonly ksa: string;
  readonly gsa: string | null;
  readonly owner: Owner;
}): Fix[] {
  const gsa = ksa.gsa ?? yours('GSA');
  return fixesFor(
    {
      title: `Annotate KSA ${ksa.namespace}/${ksa.ksa} with ${ksa.gsa ?? 'its service account'}`,
      object: { apiVersion: 'v1', kind: 'ServiceAccount', namespace: ksa.namespace, name: ksa.ksa },
      patch: { kind: 'merge', content: { metadata: { annotations: { [annotationKey]: gsa } } } },
      kubectl: (flags) =>
        [
          'kubectl',
          ...flags,
          sh`-n ${ksa.namespace} annotate --overwrite serviceaccount ${ksa.ksa} iam.gke.io/gcp-service-account=${gsa}`,
        ].join(' '),
      values: (chart) => annotationValue(ksa.ksa, chart, gsa),
      permission: `patch serviceaccounts in namespace ${ksa.namespace}`,
      takes: nextScan,
      verify: askAgain(ksa.namespace),
    },
    ksa.owner,
  );
}

/** Where a chart takes the annotations of the KSA. Flux's community chart has one section for each controller. */
export function annotationValue(ksa: string, chart: string | null, gsa: string): HelmValue {
  const section = chart === null || chart.startsWith('flux2') ? fluxSections[ksa] : undefined;
  const path = [...(section === undefined ? [] : [section]), 'serviceAccount', 'annotations', annotationKey];
  return { path, value: gsa };
}

/** `imageReflection…`, not `imageReflector…`: the chart ignores the wrong one without a word. */
export const fluxSections: Readonly<Record<string, string>> = {
  'image-reflector-controller': 'imageReflectionController',
  'image-automation-controller': 'imageAutomationController',
  'source-controller': 'sourceController',
};
