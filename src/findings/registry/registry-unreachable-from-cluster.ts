import { defineFinding } from '../define.ts';
import { exampleImage } from '../examples.ts';
import { allowEgress, dnsRules, googleRules } from '../fixes/network-policy.ts';
import { askAgain } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import { image } from '../subjects.ts';

export const registryUnreachableFromCluster = defineFinding({
  code: 'registry-unreachable-from-cluster',
  link: 'registry',
  level: 'broken',
  failsAt: 'connection',
  since: '0.1.0',
  args: { ...image, message: text },
  summary: ({ host }) => `Flux cannot reach ${host} from the cluster`,
  explanation:
    'The registry answers this machine, and the controller gets no connection: name resolution, a firewall, a NetworkPolicy, or a proxy that only the nodes have. Nodes pull images over another path, so their success shows nothing. No credential has been checked at this step.',
  sources: [
    'https://cloud.google.com/vpc/docs/configure-private-google-access',
    'https://github.com/knative/serving/issues/9090',
  ],
  expected: ({ host }) => `a connection to ${host}:443`,
  actual: ({ message }) => message,
  fixes: () => [
    {
      kind: 'find-out',
      title: 'List the NetworkPolicies',
      tool: 'kubectl',
      command: 'kubectl get networkpolicies -A',
      patch: null,
      permission: 'list networkpolicies in all namespaces',
      takes: 'at once',
      verify: askAgain(),
    },
    allowEgress(
      { namespace: 'flux-system', workload: 'image-reflector-controller' },
      'google',
      [...googleRules, ...dnsRules],
      'not-known',
    ),
  ],
  example: { ...exampleImage, message: 'dial tcp 142.250.102.82:443: i/o timeout' },
});
