/** Refusals of whoever looks, by Kubernetes or by one of Google's APIs: they say nothing of Flux. */

import { sh } from '../shell-quote.ts';
import type { Row } from './reading.ts';

const onlyLooking = 'that Flux is refused: this is whoever asked';

function isKsa(user: string | undefined): boolean {
  return user?.startsWith('system:serviceaccount:') ?? false;
}

export const callers: readonly Row[] = [
  {
    pattern: /forbidden: User "(?<user>[^"]+)" cannot (?<verb>[\w:-]+) (?:resource|path) "(?<what>[^"]+)"/,
    fork: 'refused',
    link: 'access',
    codes: ['kubernetes-permission-missing'],
    means: ({ groups }) => `${groups['user']} may not ${groups['verb']} ${groups['what']} in the cluster.`,
    // Who was refused decides: a controller's own right is no matter of who looks, and no proof of the doctor's walks it.
    notMeans: ({ groups }) =>
      isKsa(groups['user']) ? 'a missing role at Google: this is a right in the cluster' : onlyLooking,
    next: ({ groups }) => [
      isKsa(groups['user'])
        ? sh`kubectl auth can-i ${groups['verb'] ?? 'get'} ${groups['what'] ?? 'pods'} --as=${groups['user'] ?? ''}`
        : sh`kubectl auth can-i ${groups['verb'] ?? 'get'} ${groups['what'] ?? 'pods'}`,
    ],
    coveredByProof: false,
  },
  {
    pattern: /gke-gcloud-auth-plugin|getting credentials: exec|exec plugin[: ]|executable \S+ not found/,
    fork: 'not-accepted',
    link: 'access',
    codes: ['credential-plugin-failed', 'kubeconfig-invalid'],
    means:
      'The program from which the kubeconfig gets its credential is missing, or gave none: the API server was not asked.',
    notMeans: onlyLooking,
    next: ['gcloud components install gke-gcloud-auth-plugin', 'gcloud auth login'],
    coveredByProof: false,
  },
  {
    pattern: /You must be logged in to the server|asked for the client to provide credentials|invalid bearer token/,
    fork: 'not-accepted',
    link: 'access',
    codes: ['cluster-unauthorized', 'kubeconfig-invalid'],
    means: 'The API server does not accept your login.',
    notMeans: onlyLooking,
    next: ['gcloud auth login', 'kubectl auth whoami'],
    coveredByProof: true,
  },
  {
    pattern:
      /permission ["'](?!iam\.serviceAccounts\.getAccessToken)[a-z]\w*\.\w+(?:\.\w+)*["'] denied|Required ["'][a-z]\w*\.\w+\.\w+["'] permission|requires one of \[|IAM_PERMISSION_DENIED|Permission denied to get service/i,
    fork: 'refused',
    link: 'access',
    codes: ['google-permission-missing'],
    means: ({ permission, resource }) =>
      `${permission ?? 'A permission'} is missing${resource === null ? '' : ` on ${resource}`}, or the resource does not exist.`,
    notMeans: onlyLooking,
    coveredByProof: true,
  },
  {
    pattern: /The caller does not have permission/,
    fork: 'refused',
    link: 'token',
    codes: ['impersonation-denied', 'binding-missing', 'google-permission-missing'],
    means: 'An older wording of a refusal by IAM, which names neither permission nor resource.',
    notMeans: 'that the resource exists',
    coveredByProof: true,
  },
  {
    pattern: /Not found: projects\/[^\s"']+\/clusters\/|Requested entity was not found/,
    fork: 'not-found',
    link: 'access',
    codes: ['google-permission-missing', 'repository-not-found', 'gsa-not-found'],
    means: 'Google has nothing under that name: look at project, location and spelling.',
    coveredByProof: true,
  },
];
