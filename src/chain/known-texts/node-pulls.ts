/**
 * Pulls by the kubelet, or by a Docker daemon. They are made under the node's own account, or with a pull secret of the
 * pod, and say nothing of the identity as which Flux scans.
 */

import { sh } from '../shell-quote.ts';
import type { Clues, Fork, Row } from './reading.ts';

const ofFlux =
  /(?:image-reflector-controller|source-controller|kustomize-controller|helm-controller|notification-controller|image-automation-controller|flux-operator)[:@]/;

export const nodePulls: readonly Row[] = [
  {
    // Flux's own pulls of charts fail with words of the same library.
    pattern:
      /^(?!.*chart pull error)(?=.*(?:[Ff]ailed to pull (?:and unpack )?image|ErrImagePull|ImagePullBackOff|Back-off pulling image|pulling from host \S+ failed))/,
    fork: forkOf,
    as: () => "the node's account, or a pull secret of the pod",
    link: ({ text }) => (ofFlux.test(text) ? 'workload' : 'registry'),
    codes: ({ text }) => (ofFlux.test(text) ? ['workload-not-running'] : []),
    means: ({ text }) =>
      ofFlux.test(text)
        ? 'The node could not pull the image of a Flux controller, so that controller does not run.'
        : 'The node could not pull the image for a pod. Flux scans under another identity, whose fault this is not.',
    notMeans: 'anything about the Kubernetes or Google service account as which Flux scans',
    next: [
      sh`kubectl get events -A --field-selector ${'reason=Failed'}`,
      sh`kubectl get nodes -o ${'custom-columns=NAME:.metadata.name,POOL:.metadata.labels.cloud\\.google\\.com/gke-nodepool'}`,
    ],
    coveredByProof: false,
  },
  {
    pattern: /Error response from daemon|error getting credentials - err: exit status|docker-credential-gc(?:r|loud)/,
    fork: forkOf,
    as: ({ as }) => as ?? 'whoever ran docker',
    link: 'access',
    codes: [],
    means: 'Docker was refused with the login of whoever ran it; Flux has a login of its own.',
    notMeans: 'that Flux is refused',
    next: [sh`gcloud auth configure-docker ${'LOCATION-docker.pkg.dev'}`],
    coveredByProof: false,
  },
];

function forkOf({ text }: Clues): Fork {
  if (/x509|certificate/.test(text)) return 'not-trusted';
  if (/dial tcp|i\/o timeout|no such host|connection refused|deadline exceeded/.test(text)) return 'not-reached';
  if (/\b429\b|TOOMANYREQUESTS|toomanyrequests/.test(text)) return 'throttled';
  if (/\b412\b/.test(text)) return 'gone';
  if (/not found|\b404\b|NAME_UNKNOWN|MANIFEST_UNKNOWN/.test(text)) return 'not-found';
  if (/anonymous token|Unauthenticated|\b401\b/.test(text)) return 'anonymous';
  if (/\b403\b|denied|[Ff]orbidden|[Uu]nauthorized/.test(text)) return 'refused';
  return 'not-yet';
}
