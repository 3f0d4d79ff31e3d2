import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { allowEgress, dnsRules, metadataRules } from '../fixes/network-policy.ts';
import { boolean, listOf, number, oneOf, text } from '../schema.ts';
import { workload } from '../subjects.ts';
import { listed } from '../wording.ts';

export const metadataEgressBlocked = defineFinding({
  code: 'metadata-egress-blocked',
  link: 'GKE',
  level: 'broken',
  failsAt: 'metadata',
  since: '0.1.0',
  args: {
    ...workload,
    policies: listOf(text),
    /** False: whether it does depends on what was not read, or is not worked out here. */
    certain: boolean,
    what: oneOf('metadata', 'dns'),
    dataplane: text,
    peer: text,
    port: number,
  },
  summary: ({ namespace, workload, policies, certain, what, peer, port }) =>
    `NetworkPolicy ${listed(policies, 2)} ${certain ? 'blocks' : 'may block'} ${namespace}/${workload} from ${what === 'dns' ? 'the cluster DNS' : 'the metadata server'} (${peer}:${port})`,
  explanation:
    'Policies add up: these pods are selected for egress, and no policy allows this connection. Which address a policy sees depends on the dataplane: 169.254.169.252:988 with iptables, 169.254.169.254:80 with Dataplane V2; allowing both is harmless. With Cloud DNS for GKE the resolver is 169.254.169.254 too, on port 53. While the policy allow-egress that `flux install` ships is there, no other NetworkPolicy can be the cause.',
  sources: ['https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity'],
  expected: ({ peer, port }) => `egress to ${peer}:${port}`,
  actual: ({ policies, certain, dataplane }) =>
    `${certain ? 'not allowed' : 'perhaps not allowed'} by ${listed(policies)} (${dataplane})`,
  fixes: (args) => [
    args.what === 'dns'
      ? allowEgress(args, 'dns', dnsRules, 'selected')
      : allowEgress(args, 'metadata-server', [...metadataRules, ...dnsRules], 'selected'),
  ],
  example: {
    ...exampleWorkload,
    policies: ['flux-system/default-deny'],
    certain: true,
    what: 'metadata',
    dataplane: 'ADVANCED_DATAPATH',
    peer: '169.254.169.254',
    port: 80,
  },
});
