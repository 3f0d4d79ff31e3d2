import * as z from 'zod';
import { selectorMatches } from '../chain/label-selector.ts';
import type { Labels } from '../chain/label-selector.ts';
import type { Kubernetes, KubernetesObject, ServedResource } from '../clients/kubernetes.ts';

/** Where other engines keep policies that can deny what NetworkPolicies allow. */
const engines = [
  { group: 'cilium.io', resource: 'ciliumnetworkpolicies', namespaced: true, selects: ciliumSelects },
  { group: 'cilium.io', resource: 'ciliumclusterwidenetworkpolicies', namespaced: false, selects: ciliumSelects },
  { group: 'crd.projectcalico.org', resource: 'networkpolicies', namespaced: true, selects: calicoSelects },
  { group: 'crd.projectcalico.org', resource: 'globalnetworkpolicies', namespaced: false, selects: calicoSelects },
  { group: 'projectcalico.org', resource: 'networkpolicies', namespaced: true, selects: calicoSelects },
  { group: 'projectcalico.org', resource: 'globalnetworkpolicies', namespaced: false, selects: calicoSelects },
  { group: 'policy.networking.k8s.io', resource: 'adminnetworkpolicies', namespaced: false, selects: adminSelects },
  {
    group: 'policy.networking.k8s.io',
    resource: 'baselineadminnetworkpolicies',
    namespaced: false,
    selects: adminSelects,
  },
  { group: 'networking.gke.io', resource: 'fqdnnetworkpolicies', namespaced: true, selects: fqdnSelects },
] as const;

export interface SelectedPod {
  readonly namespace: string;
  readonly labels: Labels;
  readonly namespaceLabels: Labels;
}

/**
 * Policies of other engines that select these pods for egress, as `KIND NAME`. What they decide is not worked out
 * here; that they are there is enough to leave the matter open.
 */
export async function otherPolicies(kubernetes: Kubernetes, pod: SelectedPod): Promise<readonly string[]> {
  const served = await kubernetes.served();
  const lists = engines.map(async ({ group, resource, namespaced, selects }) => {
    const version = served.find((each) => each.group === group && each.resource === resource);
    if (version === undefined) return [];
    const items = await kubernetes.listCustom(version, namespaced ? { namespace: pod.namespace } : {});
    return (items ?? []).filter((item) => selects(item, pod)).map((item) => nameOf(version, item));
  });
  return (await Promise.all(lists)).flat();
}

function nameOf({ kind }: ServedResource, { metadata }: KubernetesObject): string {
  return `${kind} ${metadata?.name ?? ''}`;
}

const selector = z.object({
  matchLabels: z.record(z.string(), z.string()).default({}),
  matchExpressions: z
    .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).default([]) }))
    .default([]),
});

const ciliumRule = z.object({
  endpointSelector: selector.optional(),
  egress: z.array(z.unknown()).optional(),
  egressDeny: z.array(z.unknown()).optional(),
});

function ciliumSelects(item: KubernetesObject, pod: SelectedPod): boolean {
  const { spec, specs } = item as { readonly spec?: unknown; readonly specs?: unknown };
  const rules = [spec, ...(Array.isArray(specs) ? (specs as unknown[]) : [])];
  return rules.some((each) => {
    const { data } = ciliumRule.safeParse(each);
    if (data === undefined || (data.egress === undefined && data.egressDeny === undefined)) return false;
    // Node policies (`nodeSelector`) are not about pods.
    return (
      data.endpointSelector !== undefined && selectorMatches(withoutSource(data.endpointSelector), ciliumLabels(pod))
    );
  });
}

/** Cilium writes a label's source before its key: `k8s:app`, `any:app`. */
function withoutSource({ matchLabels, matchExpressions }: z.infer<typeof selector>): z.infer<typeof selector> {
  const bare = (key: string) => key.replace(/^(?:k8s|any)[:.]/, '');
  return {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).map(([key, value]) => [bare(key), value])),
    matchExpressions: matchExpressions.map((each) => ({ ...each, key: bare(each.key) })),
  };
}

function ciliumLabels({ labels, namespace, namespaceLabels }: SelectedPod): Labels {
  const ofNamespace = Object.entries(namespaceLabels).map(([key, value]) => [
    `io.cilium.k8s.namespace.labels.${key}`,
    value,
  ]);
  return { ...labels, 'io.kubernetes.pod.namespace': namespace, ...Object.fromEntries(ofNamespace) };
}

const calico = z.object({
  selector: z.string().default('all()'),
  types: z.array(z.string()).optional(),
  egress: z.array(z.unknown()).optional(),
});

function calicoSelects({ spec }: KubernetesObject, { labels }: SelectedPod): boolean {
  const { data } = calico.safeParse(spec);
  if (data === undefined) return true;
  if (data.types === undefined ? data.egress === undefined : !data.types.includes('Egress')) return false;
  const terms = data.selector.split('&&').map((term) => term.trim());
  return terms.every((term) => {
    if (term === '' || term === 'all()') return true;
    const [, key, operator, value] = /^([\w./-]+)\s*(==|!=)\s*['"]([^'"]*)['"]$/.exec(term) ?? [];
    // Whatever else its language says: it may select them.
    if (key === undefined) return true;
    return operator === '==' ? labels[key] === value : labels[key] !== value;
  });
}

const admin = z.object({
  subject: z.object({
    namespaces: selector.optional(),
    pods: z.object({ namespaceSelector: selector, podSelector: selector }).optional(),
  }),
  egress: z.array(z.unknown()).default([]),
});

function adminSelects({ spec }: KubernetesObject, { labels, namespaceLabels }: SelectedPod): boolean {
  const { data } = admin.safeParse(spec);
  if (data === undefined) return true;
  if (data.egress.length === 0) return false;
  const { namespaces, pods } = data.subject;
  return (
    (namespaces !== undefined && selectorMatches(namespaces, namespaceLabels)) ||
    (pods !== undefined &&
      selectorMatches(pods.namespaceSelector, namespaceLabels) &&
      selectorMatches(pods.podSelector, labels))
  );
}

function fqdnSelects({ spec }: KubernetesObject, { labels }: SelectedPod): boolean {
  const { data } = z.object({ podSelector: selector }).safeParse(spec);
  return data === undefined || selectorMatches(data.podSelector, labels);
}
