/** The annotation of a KSA in the values of a Helm release that has it in the wrong place. */

import type { HelmValue } from './change.ts';
import { askAgain, nextScan } from './verify.ts';
import type { Ksa } from '../subjects.ts';
import { fixesFor } from './for-owner.ts';
import type { Fix } from '../../chain/vocabulary.ts';

export function throughHelmRelease(
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
