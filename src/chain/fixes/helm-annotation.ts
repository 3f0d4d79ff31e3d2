/** The annotation of a KSA in the values of a Helm release that has it in the wrong place. */

import { upgradeCommand } from './by-helm.ts';
import type { HelmValue } from './change.ts';
import { annotateKsa, annotationKey, annotationValue } from './ksa-annotation.ts';
import { askAgain, nextScan } from './verify.ts';
import type { FindingArgs, Ksa } from '../finding-args.ts';
import { fixesFor } from '../owner-fixes.ts';
import { yours } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';

export function escapeDots({ namespace, ksa, release, gsa }: FindingArgs['helm-dots-unescaped']): Fix[] {
  if (release.kind === 'helm') {
    return annotateKsa({
      namespace,
      ksa,
      gsa,
      owner: { kind: 'helm', namespace: release.namespace, release: release.name, chart: null },
    });
  }
  const right = annotationValue(ksa, null, gsa ?? yours('GSA'));
  return throughHelmRelease({ namespace, ksa }, release, `Write the annotation of KSA ${namespace}/${ksa} as one key`, {
    ...right,
    drop: 'iam',
  });
}

export function correctKey({ namespace, ksa, place, expectedKey, gsa }: FindingArgs['helm-values-key-wrong']): Fix[] {
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
        takes: `until the upgrade is through. ${nextScan}`,
        verify: askAgain(namespace),
      },
    ];
  }
  const title = `Move the annotation of KSA ${namespace}/${ksa} to ${expectedKey}`;
  return throughHelmRelease({ namespace, ksa }, place, title, value);
}

function throughHelmRelease(
  { namespace, ksa }: Ksa,
  release: { readonly namespace: string; readonly name: string },
  title: string,
  value: HelmValue,
): Fix[] {
  return fixesFor(
    {
      title,
      object: { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: ksa },
      patch: { kind: 'merge', content: {} },
      values: () => value,
      permission: `patch serviceaccounts in namespace ${namespace}`,
      takes: nextScan,
      verify: askAgain(namespace),
    },
    { kind: 'helmrelease', namespace: release.namespace, name: release.name, chart: null },
  );
}
