import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { allowEgress, dnsRules, googleRules } from '../fixes/network-policy.ts';
import { askAgain } from '../fixes/verify.ts';
import { oneOf, text } from '../schema.ts';
import { workload } from '../subjects.ts';

export const googleEgressBlocked = defineFinding({
  code: 'google-egress-blocked',
  link: 'GKE',
  level: 'broken',
  failsAt: 'metadata',
  since: '0.1.0',
  args: { ...workload, from: oneOf('node', 'controller'), host: text, message: text },
  summary: ({ namespace, workload, from, host }) =>
    from === 'node'
      ? `The nodes of ${namespace}/${workload} cannot reach ${host}`
      : `Deployment ${namespace}/${workload} cannot reach ${host}`,
  explanation:
    'The same token is issued when asked from here, and Flux reports that its call does not return. On the controller path the node asks Google from the host network, so firewall, routes and Private Google Access decide. For an identity that an object names, the controller itself asks sts.googleapis.com and iamcredentials.googleapis.com, and NetworkPolicies and proxies apply too. IAM is not at fault.',
  sources: ['https://cloud.google.com/vpc/docs/configure-private-google-access'],
  expected: ({ host }) => `a connection to ${host}:443`,
  actual: ({ message }) => message,
  fixes: (args) =>
    args.from === 'controller'
      ? [allowEgress(args, 'google', [...googleRules, ...dnsRules], 'not-known')]
      : [privateAccess()],
  example: {
    ...exampleWorkload,
    from: 'controller',
    host: 'sts.googleapis.com',
    message: 'Post "https://sts.googleapis.com/v1/token": context deadline exceeded',
  },
});

function privateAccess(): Fix {
  return {
    kind: 'ask-first',
    title: 'Enable Private Google Access on the subnet of the nodes',
    tool: 'gcloud',
    command: sh`gcloud compute networks subnets update ${yours('SUBNET')} --region=${yours('REGION')} --enable-private-ip-google-access`,
    patch: null,
    permission: 'compute.subnetworks.setPrivateIpGoogleAccess (roles/compute.networkAdmin)',
    takes: 'after about 1 min',
    verify: askAgain(),
  };
}
