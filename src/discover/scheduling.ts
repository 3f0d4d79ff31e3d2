import { selectorMatches } from '../chain/label-selector.ts';
import type { V1Node, V1PodSpec } from '../clients/kubernetes.ts';

/** The node that each pod name runs on is known from the pods; this is about where they could go next. */
export function couldRunOn(spec: V1PodSpec, node: V1Node): boolean {
  const labels = node.metadata?.labels ?? {};
  if (node.spec?.unschedulable === true) return false;
  if (labels['kubernetes.io/os'] === 'windows') return false;
  if (!selectorMatches({ matchLabels: spec.nodeSelector ?? {} }, labels)) return false;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const fits = (terms ?? []).some((term) => selectorMatches({ matchExpressions: term.matchExpressions ?? [] }, labels));
  if (terms !== undefined && !fits) return false;
  return (node.spec?.taints ?? []).every(
    (taint) =>
      taint.effect === 'PreferNoSchedule' ||
      (spec.tolerations ?? []).some(
        ({ key, operator = 'Equal', value = '', effect }) =>
          (key === undefined || key === '' ? operator === 'Exists' : key === taint.key) &&
          (operator === 'Exists' || value === (taint.value ?? '')) &&
          (effect === undefined || effect === '' || effect === taint.effect),
      ),
  );
}
