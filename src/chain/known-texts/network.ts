/** Connections that did not come about. Whoever asks from elsewhere may well succeed. */

import type { Row } from './reading.ts';

const google = String.raw`(?:sts|iamcredentials|securetoken|oauth2|www|accounts)\.googleapis\.com`;
const trouble = String.raw`(?:dial tcp|i\/o timeout|deadline exceeded|connection (?:refused|reset)|no route to host|network is unreachable|TLS handshake timeout|no such host|server misbehaving|connection timed out|cannot assign requested address|request canceled while waiting|Client\.Timeout exceeded|stream error: stream ID|remote error: tls|tls: handshake failure|\bEOF\b|ECONNREFUSED|ETIMEDOUT|ENOTFOUND|ECONNRESET|EAI_AGAIN|504 Gateway)`;

export const network: readonly Row[] = [
  {
    pattern:
      /x509: |certificate signed by unknown authority|unable to (?:get local issuer|verify the first) certificate|SELF_SIGNED_CERT|self[- ]signed certificate|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|certificate (?:has expired|is valid for)/i,
    fork: 'not-trusted',
    link: 'registry',
    codes: ['registry-ca-untrusted'],
    means:
      'The certificate that was shown is signed by no authority that the caller knows: usually a proxy that intercepts TLS.',
    notMeans: 'a fault of the identity: it has not been shown yet',
    coveredByProof: false,
  },
  {
    pattern: /proxyconnect/,
    fork: 'not-reached',
    link: 'workload',
    codes: ['registry-unreachable-from-cluster', 'proxy-captures-metadata'],
    means: 'The proxy of the controller could not be reached.',
    notMeans: 'a fault of the identity',
    coveredByProof: false,
  },
  {
    pattern:
      /407 Proxy Authentication Required|Proxy Authentication Required|first record does not look like a TLS handshake|ERR_(?:ACCESS_DENIED|CONNECT_FAIL|DNS_FAIL)|X-Squid-Error/,
    fork: 'not-reached',
    link: 'workload',
    codes: ['registry-unreachable-from-cluster', 'proxy-captures-metadata'],
    means: 'A proxy answered in the place of the host, and did not pass the request on.',
    notMeans: 'a refusal by Google: it has not been asked',
    coveredByProof: false,
  },
  {
    pattern: new RegExp(`${google}.*${trouble}|${trouble}.*${google}`, 'i'),
    fork: 'not-reached',
    link: 'GKE',
    codes: ['google-egress-blocked', 'metadata-egress-blocked'],
    means: "The controller cannot reach Google's token services: a policy, a firewall or a proxy stands between.",
    notMeans: 'a missing binding: no answer came back at all',
    next: ['kubectl get networkpolicies -A', 'flux-wi doctor'],
    coveredByProof: false,
  },
  {
    pattern:
      /connection to the server localhost:8080 was refused|no configuration has been provided|context "[^"]*" does not exist|context was not found for specified context/,
    fork: 'invalid',
    link: 'access',
    codes: ['kubeconfig-invalid'],
    means: 'There is no kubeconfig, or it has no such context: no cluster was asked.',
    next: ['kubectl config get-contexts'],
    coveredByProof: false,
  },
  {
    pattern: /Unable to connect to the server(?!.*(?:exec|plugin))|The connection to the server \S+ was refused/,
    fork: 'not-reached',
    link: 'access',
    codes: ['cluster-unreachable'],
    means: 'The API server of the cluster does not answer from here.',
    coveredByProof: false,
  },
  {
    pattern: /invalid character '<' looking for beginning of value|<!DOCTYPE html|<html/i,
    fork: 'not-reached',
    link: 'registry',
    codes: ['registry-unreachable-from-cluster', 'api-unreachable', 'proxy-captures-metadata'],
    means:
      'A web page came where an answer of an API should be: of a proxy, of a login portal, or of a front end in trouble.',
    notMeans: 'a refusal of the identity',
    coveredByProof: false,
  },
  {
    pattern: new RegExp(trouble, 'i'),
    fork: 'not-reached',
    link: 'registry',
    codes: ['registry-unreachable-from-cluster', 'google-egress-blocked', 'api-unreachable'],
    means: 'No answer came back: a policy, a firewall or a missing proxy stands between.',
    notMeans: 'a fault of the identity: it has not been shown yet',
    next: ['kubectl get networkpolicies -A', 'flux-wi doctor'],
    coveredByProof: false,
  },
];
