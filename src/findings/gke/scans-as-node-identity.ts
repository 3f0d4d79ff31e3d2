import { sh } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import { workload } from '../subjects.ts';

export const scansAsNodeIdentity = defineFinding({
  code: 'scans-as-node-identity',
  link: 'GKE',
  level: 'warn',
  bypassesIdentity: true,
  since: '0.1.0',
  args: { ...workload, nodeAccount: nullable(text), reason: text },
  summary: ({ namespace, workload, nodeAccount, reason }) =>
    `Deployment ${namespace}/${workload} scans as ${nodeAccount === null ? "the node's account" : nodeAccount}, not as its own identity: ${reason}`,
  explanation:
    "The scans succeed with another identity than the one that was set up: the node's own service account happens to have the right. They fail when the nodes or their account change, and every pod on the node has that right too. The links of the Google service account and the binding are told as notes, because nothing uses them.",
  sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity'],
  expected: () => 'scans as the KSA or its service account',
  actual: ({ nodeAccount }) => `scans as ${nodeAccount === null ? "the node's account" : nodeAccount}`,
  fixes: (args) => [
    {
      kind: 'find-out',
      title: 'See which nodes run the controller',
      tool: 'kubectl',
      command: sh`kubectl -n ${args.namespace} get pods -l app=${args.workload} -o wide`,
      patch: null,
      permission: `list pods in namespace ${args.namespace}`,
      takes: 'at once',
      verify: askAgain(args.namespace),
    },
  ],
  example: {
    ...exampleWorkload,
    nodeAccount: '123456789012-compute@developer.gserviceaccount.com',
    reason: 'node pool default-pool is in mode GCE_METADATA',
  },
});
