import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { oneOf, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';

const args = {
  node: text,
  /** `absent`: other nodes have one. `unseen`: none at all is to be seen. */
  cause: oneOf('not-ready', 'absent', 'unseen', 'restarting', 'overloaded'),
  detail: text,
};
type Args = ArgsOf<typeof args>;

const unhealthy: Record<Args['cause'], string> = {
  'not-ready': 'is not ready',
  absent: 'has no pod',
  unseen: 'was not seen',
  restarting: 'restarts again and again',
  overloaded: 'serves more than 3,000 KSAs',
};

export const metadataServerUnhealthy = defineFinding({
  code: 'metadata-server-unhealthy',
  link: 'GKE',
  level: 'broken',
  failsAt: 'metadata',
  since: '0.1.0',
  args,
  summary: ({ node, cause, detail }) =>
    `The GKE metadata server on node ${node} ${unhealthy[cause]}${detail === '' ? '' : ` (${detail})`}`,
  explanation:
    'Pods on that node get their Google tokens from the pod gke-metadata-server on the same node, and that pod is not healthy. On a new node it needs some seconds; above about 3,000 KSAs in the cluster it runs out of memory; while the control plane is away it cannot work. It says nothing about the binding.',
  sources: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity',
    'https://gcpdiag.dev/rules/gke/WARN/2024_002/',
  ],
  expected: () => 'a ready pod gke-metadata-server',
  actual: ({ cause, detail }) => (detail === '' ? unhealthy[cause] : detail),
  fixes: healMetadataServer,
  example: {
    node: 'gke-prod-default-pool-1a2b-x7k2',
    cause: 'restarting',
    detail: 'OOMKilled, 14 restarts',
  },
  variants: [
    { cause: 'absent', detail: '' },
    { cause: 'unseen', detail: 'no pod of gke-metadata-server in kube-system' },
  ],
});

function healMetadataServer({ node, cause }: Args): Fix[] {
  const select = sh`-l k8s-app=gke-metadata-server --field-selector=spec.nodeName=${node}`;
  const look = `kubectl -n kube-system get pods ${select} -o wide`;
  const count: Fix = {
    kind: 'find-out',
    title: 'Count the ServiceAccounts by namespace, and delete unused ones until there are fewer than 3,000',
    tool: 'kubectl',
    command: 'kubectl get serviceaccounts -A --no-headers | cut -d " " -f 1 | sort | uniq -c | sort -rn | head',
    patch: null,
    permission: 'list serviceaccounts in all namespaces',
    takes: 'some minutes after they are deleted',
    verify: look,
  };
  const renew: Fix = {
    kind: 'ask-first',
    title: `Restart the GKE metadata server on node ${node}`,
    tool: 'kubectl',
    command: `kubectl -n kube-system delete pods ${select}`,
    patch: null,
    permission: 'delete pods in namespace kube-system',
    takes: 'within 1 min; pods on that node get no tokens meanwhile',
    verify: look,
  };
  const drain: Fix = {
    kind: 'ask-first',
    title: `Cordon node ${node}, and restart the controller on another node`,
    tool: 'kubectl',
    command: sh`kubectl cordon ${node}`,
    patch: null,
    permission: 'patch nodes',
    takes: 'after the pods of Flux there are deleted and recreated',
    verify: look,
  };
  switch (cause) {
    case 'overloaded':
      return [count];
    case 'restarting':
      return [renew, count];
    case 'not-ready':
      return [renew];
    case 'absent':
      return [drain];
    case 'unseen':
      return [
        {
          kind: 'find-out',
          title: 'See whether GKE runs it in this cluster',
          tool: 'kubectl',
          command: 'kubectl -n kube-system get daemonset gke-metadata-server',
          patch: null,
          permission: 'get daemonsets in namespace kube-system',
          takes: 'at once',
          verify: look,
        },
      ];
    default:
      return cause satisfies never;
  }
}
