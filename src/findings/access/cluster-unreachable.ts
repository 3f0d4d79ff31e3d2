import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { getCredentials } from '../fixes/caller.ts';
import { nullable, text } from '../schema.ts';

export const clusterUnreachable = defineFinding({
  code: 'cluster-unreachable',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  /** `asked`: what was asked for, where the server may well answer for other things: `pods in all namespaces`. */
  args: { context: text, server: text, problem: text, asked: nullable(text) },
  summary: ({ context, server, asked }) =>
    `The API server of ${context} (${server}) did not answer${asked === null ? '' : ` for ${asked}`}`,
  explanation:
    'The API server did not answer this machine, so nothing of the chain could be read. Private clusters and authorized networks answer only certain addresses; a VPN or a proxy may be missing. It does not mean that the cluster is down or that Flux has a problem.',
  sources: ['https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks'],
  expected: ({ server }) => `an answer from ${server}`,
  actual: ({ problem }) => problem,
  fixes: ({ context }) => [
    {
      ...dnsEndpoint(context),
      verify: sh`kubectl --context ${context} get --raw /readyz`,
    },
  ],
  example: {
    context: 'gke_acme-prod_europe-west1_prod',
    server: 'https://34.78.12.9',
    problem: 'connect ETIMEDOUT 34.78.12.9:443',
    asked: null,
  },
});

/** Of private clusters too, for whoever may reach Google. */
function dnsEndpoint(context: string): Fix {
  const fix = getCredentials('Use the DNS-based endpoint of the cluster, which is reached through Google', context);
  return { ...fix, command: `${fix.command} --dns-endpoint` };
}
