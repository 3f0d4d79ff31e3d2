import { sh } from '../../chain/shell-quote.ts';
import type { Workload } from '../subjects.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { askAgain } from './verify.ts';
import { yamlText } from './yaml-text.ts';
import type { Plain } from './yaml-text.ts';

/**
 * The ways to the metadata server, for both data planes: on iptables a policy sees 169.254.169.252:988, on
 * Dataplane V2 169.254.169.254:80 (Google Cloud, "Authenticate to Google Cloud APIs from GKE workloads").
 * Together they do no harm.
 */
export const metadataRules: readonly Plain[] = [
  egress('169.254.169.252/32', [988, 987]),
  egress('169.254.169.254/32', [80, 8080]),
];

export const dnsRules: readonly Plain[] = [
  {
    to: [
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
      { ipBlock: { cidr: '169.254.169.254/32' } },
      { ipBlock: { cidr: '169.254.20.10/32' } },
    ],
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  },
];

export const googleRules: readonly Plain[] = [egress('0.0.0.0/0', [443])];

function egress(cidr: string, ports: readonly number[]): Plain {
  return { to: [{ ipBlock: { cidr } }], ports: ports.map((port) => ({ protocol: 'TCP', port })) };
}

const places = { dns: 'the cluster DNS', google: 'Google', 'metadata-server': 'the metadata server' } as const;

/**
 * Policies add up, so one more that allows is enough. It must select only pods that a policy selects for egress already:
 * a pod that none selects would be isolated by it, the metadata server and the API server among the rest.
 */
export function allowEgress(
  at: Workload,
  what: keyof typeof places,
  rules: readonly Plain[],
  selected: 'selected' | 'not-known',
): Fix {
  const name = `allow-${what}-${at.workload}`;
  const content = yamlText({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: at.namespace },
    spec: { podSelector: { matchLabels: { app: at.workload } }, policyTypes: ['Egress'], egress: rules },
  });
  return {
    kind: selected === 'selected' ? 'now' : 'ask-first',
    title: `Allow ${at.namespace}/${at.workload} to reach ${places[what]}${selected === 'selected' ? '' : '; only where another policy selects these pods for egress already, else this one isolates them'}`,
    tool: 'kubectl',
    command: sh`printf %s ${content} | kubectl apply -f -`,
    patch: null,
    permission: `create networkpolicies in namespace ${at.namespace}`,
    takes: 'at the next scan, within 15 min',
    verify: askAgain(at.namespace),
  };
}
