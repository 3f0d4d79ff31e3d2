/** Messages that only repeat another one, or that say that all is well. */

import type { Row } from './reading.ts';

export const echoes: readonly Row[] = [
  {
    pattern: /found 0 tags/,
    fork: 'not-found',
    link: 'scan',
    codes: ['image-empty', 'image-not-found'],
    means: 'The scan was let in and found no tags: Google answers so for an image that does not exist, too.',
    notMeans: 'that the identity is wrong',
    coveredByProof: true,
  },
  {
    pattern:
      /no tags (?:found )?in database|version list argument cannot be empty|DependencyNotReady|has not been scanned yet|image data not available|item not in cache/,
    fork: 'noise',
    link: 'scan',
    codes: ['scan-stale', 'scan-failing'],
    means: "An echo of the repository's scan, which failed or is still to come: look at the ImageRepository.",
    notMeans: 'that the policy is wrong',
    next: ['flux get images all -A'],
    coveredByProof: true,
  },
  {
    pattern: /successful scan[:,]? found \d+ tags/,
    fork: 'noise',
    link: 'scan',
    codes: [],
    means: 'The scan succeeded.',
    notMeans: 'that it still would: Flux lives on a cached token for up to an hour',
    coveredByProof: true,
  },
  {
    pattern: /\bis suspended(?! consumer)|\bSuspended\b/,
    fork: 'noise',
    link: 'scan',
    codes: ['scan-suspended'],
    means: 'The object is suspended; nothing was asked.',
    coveredByProof: true,
  },
];

/** When nothing else is left of a text than what GKE puts after every refusal. */
export const trailerAlone: Row = {
  pattern: /^/,
  fork: 'noise',
  link: 'token',
  codes: ['impersonation-denied', 'binding-missing', 'api-disabled'],
  means: 'GKE puts this sentence after every refusal of IAM, whatever the cause; what stands before it tells.',
  notMeans: 'that a binding is missing',
  coveredByProof: false,
};
