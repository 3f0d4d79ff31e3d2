/** Answers of a mesh's own proxies (Envoy, ztunnel, Linkerd) in the place of whoever was asked. */

import { sh } from '../shell-quote.ts';
import type { Row } from './reading.ts';

const envoy = String.raw`upstream connect error or disconnect\/reset before headers|no healthy upstream|upstream request timeout|delayed connect error|reset reason: \w+|RBAC: access denied|l5d-proxy-error|envoy`;
const metadata = String.raw`169\.254\.169\.25[24](?!:53\b)|metadata\.google\.internal|from metadata service|compute: Received|failed to create provider access (?:token|credential)`;
const namespaces = sh`kubectl get namespaces -L ${'istio-injection,istio.io/rev,istio.io/dataplane-mode,istio.io/use-waypoint'}`;

export const mesh: readonly Row[] = [
  {
    pattern: new RegExp(`(?:${metadata}).*(?:${envoy})|(?:${envoy}).*(?:${metadata})`, 'i'),
    fork: ({ text }) => (/RBAC: access denied/.test(text) ? 'refused' : 'not-reached'),
    link: 'workload',
    codes: ['mesh-blocks-metadata', 'metadata-server-unhealthy'],
    means: 'A proxy of the service mesh answered in the place of the metadata server: the mesh takes that traffic.',
    notMeans: 'a missing binding: IAM has not been asked',
    next: [namespaces, 'flux-wi doctor'],
    coveredByProof: false,
  },
  {
    pattern: new RegExp(envoy, 'i'),
    fork: ({ text }) => (/RBAC: access denied/.test(text) ? 'refused' : 'not-reached'),
    link: 'registry',
    codes: ['registry-unreachable-from-cluster', 'mesh-blocks-metadata'],
    means:
      'A proxy of the service mesh answered, and not the host that was asked: the mesh lets no traffic through to it.',
    notMeans: 'a fault of the identity: it has not been shown yet',
    next: [namespaces],
    coveredByProof: false,
  },
];
