/**
 * Names that could not be looked up. Cloud DNS for GKE answers pods at 169.254.169.254, port 53: the address is the
 * metadata server's, the port is not, and a text with it is never one of the metadata server.
 */

import { sh } from '../shell-quote.ts';
import type { Clues, Row } from './reading.ts';

const policies = 'kubectl get networkpolicies -A';
const resolvers = sh`kubectl -n kube-system get pods -l ${'k8s-app in (kube-dns,node-local-dns)'}`;
const google = /lookup (?:sts|iamcredentials|securetoken|oauth2|www|accounts)\.googleapis\.com/;
const silent = String.raw`(?:i\/o timeout|server misbehaving|connection refused|no route to host|network is unreachable|operation not permitted|timed out)`;

export const dns: readonly Row[] = [
  {
    // The name of the metadata server, whichever resolver was asked for it.
    pattern:
      /lookup metadata(?:\.google\.internal)?\b|metadata\.google\.internal"?:? (?:.{0,60})?(?:cannot be resolved|no such host|could not be resolved)/,
    fork: 'not-reached',
    link: 'GKE',
    codes: ['metadata-egress-blocked'],
    means: (clues) => `The name of the metadata server could not be looked up: ${resolverOf(clues)} gave no answer.`,
    notMeans: 'a missing binding, or that the metadata server is down: neither has been asked',
    next: whereToLook,
    coveredByProof: false,
  },
  {
    pattern: new RegExp(
      String.raw`(?:lookup \S+.*|(?:dial|read|write) udp \S*:53\b.*|:53: (?:read|dial|write) udp.*)${silent}`,
      'i',
    ),
    fork: 'not-reached',
    link: ({ text }) => (google.test(text) ? 'GKE' : 'registry'),
    codes: ({ text }) =>
      google.test(text)
        ? ['google-egress-blocked', 'metadata-egress-blocked']
        : ['registry-unreachable-from-cluster', 'metadata-egress-blocked'],
    means: (clues) =>
      `${nameOf(clues)} could not be looked up: ${resolverOf(clues)} gave no answer, so a policy or a firewall stands before port 53, or the name service is down.`,
    notMeans: 'a fault of the identity or of the metadata server: neither has been asked',
    next: whereToLook,
    coveredByProof: false,
  },
  {
    pattern: /lookup \S+(?: on \S+)?:? .*no such host|ENOTFOUND|EAI_AGAIN|could not resolve host/i,
    fork: 'not-reached',
    link: ({ text }) => (google.test(text) ? 'GKE' : 'registry'),
    codes: ({ text }) =>
      google.test(text)
        ? ['google-egress-blocked', 'metadata-egress-blocked']
        : ['registry-unreachable-from-cluster', 'image-reference-invalid', 'metadata-egress-blocked'],
    means: (clues) =>
      `${nameOf(clues)} has no address: ${resolverOf(clues)} knows no such name. The host is misspelled, or a private zone hides it.`,
    notMeans: 'a fault of the identity',
    next: whereToLook,
    coveredByProof: false,
  },
];

/** Cloud DNS for GKE has no pods to look at. */
function whereToLook({ text }: Clues): readonly string[] {
  return text.includes('169.254.169.254') ? [policies] : [policies, resolvers];
}

function nameOf({ text }: Clues): string {
  const name = /lookup ([a-z0-9.-]+)/i.exec(text)?.[1];
  return name === undefined ? 'The name of the host' : name;
}

/** Who was asked for the name, as pods of GKE know them by their addresses. */
function resolverOf({ text }: Clues): string {
  const address = /(?:on |->|udp )\[?([0-9a-f.:]+)\]?:53\b/i.exec(text)?.[1];
  switch (address) {
    case undefined:
      return 'the name service';
    case '169.254.169.254':
      return 'Cloud DNS for GKE (169.254.169.254, port 53)';
    case '169.254.20.10':
      return "NodeLocal DNSCache (169.254.20.10) on the pod's node";
    default:
      return `the name service at ${address}`;
  }
}
