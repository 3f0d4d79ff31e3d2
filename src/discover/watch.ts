import { parseSelector, selectorMatches } from '../chain/label-selector.ts';
import type { Component, ScanKind, ScanObject } from '../chain/vocabulary.ts';
import { flagIsOn, flagValues } from './controller-flags.ts';
import type { ScanWorkload } from './workload.ts';

/** Which controller reads the registry for a kind. */
export function readerOf(kind: ScanKind): Component {
  switch (kind) {
    case 'ImageRepository':
    case 'Flag':
      return 'image-reflector-controller';
    case 'OCIRepository':
    case 'HelmChart':
    case 'Bucket':
      return 'source-controller';
    case 'GARArtifactTag':
      return 'flux-operator';
    case 'PodTemplate':
      return 'flux-v1';
    default:
      return kind satisfies never;
  }
}

/** Whether the workload is one that reconciles this very object: kind, namespace and shard. */
export function watches(workload: ScanWorkload, object: Pick<ScanObject, 'kind' | 'namespace' | 'labels'>): boolean {
  if (workload.ref.component !== readerOf(object.kind)) return false;
  if (workload.ref.component === 'flux-v1') {
    const allowed = flagValues(workload.flags, 'k8s-allow-namespace');
    return allowed.length === 0 || allowed.includes(object.namespace);
  }
  if (!flagIsOn(workload.flags, 'watch-all-namespaces', true) && object.namespace !== workload.ref.namespace)
    return false;
  const text = selectorOf(workload);
  // A selector that cannot be read stops the controller itself; it says nothing of this object.
  const selector = text === null ? null : parseSelector(text);
  return selector === null || selectorMatches(selector, object.labels);
}

/** The shard that a workload keeps to, as its flag has it; `null`: all objects. */
export function selectorOf(workload: ScanWorkload): string | null {
  return workload.flags.get('watch-label-selector')?.at(-1) ?? null;
}
