/** Answers of registries that are not Google's: none of what Google's mean holds for them. */

import type { Clues, Row } from './reading.ts';

const googles =
  /^(?:(?:[a-z0-9-]+\.)*gcr\.io|[a-z0-9-]+-docker\.pkg\.dev|docker\.[a-z0-9-]+\.rep\.pkg\.dev|docker\.s3nsregistry\.fr|(?:[a-z0-9-]+\.)*googleapis\.com|(?:[a-z0-9-]+\.)*google\.com)$/;

/** A request of the registry protocol, as the clients write it. */
const request =
  /\b(?:GET|HEAD|POST|Get|Head|Post|request to) "?(?:https?|oci):\/\/([a-z0-9.-]+(?::\d+)?)\/(?:v2(?:\/|"|:|$)|token\b|service\/token|artifactory\/|jwt\/auth|[a-z0-9/_-]*\/auth\?)/gi;

const docker = /(?:^|\.)docker\.(?:io|com)$/;

export const otherRegistries: readonly Row[] = [
  {
    pattern: { exec: (text) => (isOfOthers(text) ? /^/.exec(text) : null) },
    fork: ({ text }) => {
      if (/x509|certificate/.test(text)) return 'not-trusted';
      if (/dial tcp|i\/o timeout|no such host|connection refused|deadline exceeded|\bEOF\b/.test(text))
        return 'not-reached';
      if (/\b429\b|TOOMANYREQUESTS/i.test(text)) return 'throttled';
      if (/\b404\b|NAME_UNKNOWN|MANIFEST_UNKNOWN/.test(text)) return 'not-found';
      if (/anonymous token|authentication required|UNAUTHORIZED|\b401\b/i.test(text)) return 'not-accepted';
      return 'refused';
    },
    link: 'registry',
    codes: (clues) =>
      docker.test(hostOf(clues))
        ? ['registry-unsupported', 'image-reference-invalid']
        : ['registry-unsupported', 'registry-host-unmatched'],
    means: (clues) =>
      `${hostOf(clues)} is not a Google registry${
        docker.test(hostOf(clues)) ? '; an image reference without a host is one of Docker Hub' : ''
      }: no Google identity is shown to it, whatever the provider of the object is.`,
    notMeans: 'that the Google service account lacks a role',
    next: ['kubectl get imagerepositories,ocirepositories,helmrepositories -A'],
    coveredByProof: false,
  },
  {
    pattern: /server gave HTTP response to HTTPS client/,
    fork: 'invalid',
    link: 'registry',
    codes: ['registry-unsupported'],
    means: 'The registry speaks plain HTTP, which none of Google does: the object wants `insecure: true`.',
    notMeans: 'a fault of the identity',
    coveredByProof: false,
  },
];

/** Google's own registry may pass on what another said: then it is the one that was asked. */
function isOfOthers(text: string): boolean {
  const hosts = hostsIn(text);
  return hosts.length > 0 && !hosts.some((host) => googles.test(host));
}

function hostsIn(text: string): readonly string[] {
  return [...text.matchAll(request)].map((match) => (match[1] ?? '').toLowerCase());
}

function hostOf({ text }: Clues): string {
  return hostsIn(text)[0] ?? 'the host';
}
