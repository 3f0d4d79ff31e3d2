import { defineFinding } from '../define.ts';
import { changeDeployment, podSpec } from '../fixes/deployment.ts';
import { owner, workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

export const workloadOnHostNetwork = defineFinding({
  code: 'workload-on-host-network',
  link: 'workload',
  level: 'broken',
  bypassesIdentity: true,
  failsAt: 'metadata',
  since: '0.1.0',
  args: { ...workload, owner },
  summary: ({ namespace, workload }) =>
    `Deployment ${workloadName(namespace, workload)} uses the host network, which bypasses the GKE metadata server`,
  explanation:
    "Pods with hostNetwork: true ask the node's own metadata server, so they act as the service account of the node and never as their KSA. There is no error message: the scan is refused, or succeeds, as the wrong account. Identities that an object names itself (spec.serviceAccountName) are not affected.",
  sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#restrictions'],
  expected: () => 'hostNetwork: false',
  actual: () => 'hostNetwork: true',
  fixes: (args) =>
    changeDeployment(args, args.owner, {
      title: `Take Deployment ${args.namespace}/${args.workload} off the host network`,
      patch: podSpec({ hostNetwork: false, dnsPolicy: 'ClusterFirst' }),
    }),
  example: { namespace: 'flux-system', workload: 'flux', owner: { kind: 'none' } },
});
