/** What is said when the KSA asks to become the GSA: by IAM itself, or by GKE's metadata server around it. */

import { sh, yours } from '../shell-quote.ts';
import type { Clues, Row } from './reading.ts';

const ambiguous = 'that the account exists: "(or it may not exist)" is meant';

export const impersonation: readonly Row[] = [
  {
    pattern: /Failed to impersonate \[(?<gsa>[^\]]+)\]/,
    fork: 'refused',
    link: 'access',
    codes: ['google-permission-missing'],
    means: ({ groups }) =>
      `Whoever ran gcloud may not impersonate ${groups['gsa'] ?? 'the account'}; Flux does so under an identity of its own.`,
    notMeans: 'that the KSA may not',
    coveredByProof: true,
  },
  {
    pattern:
      /permission ["']?iam\.serviceAccounts\.getAccessToken["']? denied|iam\.serviceAccounts\.getAccessToken.{0,80}denied/i,
    fork: 'refused',
    link: 'binding',
    codes: [
      'binding-missing',
      'binding-wrong-namespace',
      'binding-wrong-ksa',
      'binding-wrong-pool',
      'impersonation-denied',
      'gsa-not-found',
    ],
    means:
      'The KSA may not impersonate the Google service account that it names: no binding fits it, a deny rule or a boundary forbids it, or the account does not exist.',
    notMeans: ambiguous,
    next: readPolicy,
    coveredByProof: true,
  },
  {
    pattern:
      /Gaia id not found for email|Unknown service account|IAM returned 404|serviceAccounts\/[^\s"']+ does not exist/,
    fork: 'not-found',
    link: 'GSA',
    codes: ['gsa-not-found', 'gsa-misspelled'],
    means: 'There is no service account of that name.',
    notMeans: 'a missing role: the account does not exist',
    next: ({ resource }) => {
      const project = /@([a-z0-9-]+)\.iam\.gserviceaccount\.com/.exec(resource ?? '')?.[1] ?? yours('PROJECT');
      return [sh`gcloud iam service-accounts list --project=${project}`];
    },
    coveredByProof: true,
  },
  {
    pattern:
      /doesn't have MPI annotation|\/namespaces\/\S+\.svc\.id\.goog with additional claims does not have (?!storage)/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['ksa-annotation-missing', 'mesh-blocks-metadata'],
    means:
      'The KSA has no annotation with a Google service account, so it asks as itself, a member of the workload pool; or a mesh (Istio ambient with a waypoint) asked the metadata server in its place.',
    notMeans: 'that the metadata server is at fault, or that this is always wrong: a KSA may be granted access itself',
    coveredByProof: true,
  },
  {
    pattern: /Invalid form of account ID (?<id>[\w.-]+\.svc\.id\.goog)/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['ksa-annotation-missing'],
    means:
      'The ServiceAccount has no annotation iam.gke.io/gcp-service-account, so its email reads as the pool, which this call does not accept.',
    coveredByProof: true,
  },
  {
    pattern: /Invalid form of account ID (?<id>\S*)|IAM returned 400/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['ksa-annotation-malformed'],
    means:
      'IAM cannot read the account that the annotation of the KSA names: it wants NAME@PROJECT.iam.gserviceaccount.com.',
    notMeans: 'a missing binding',
    next: [
      sh`kubectl get serviceaccounts -A -o ${'custom-columns=NS:.metadata.namespace,NAME:.metadata.name,GSA:.metadata.annotations.iam\\.gke\\.io/gcp-service-account'}`,
    ],
    coveredByProof: true,
  },
  {
    pattern: /not annotated with a target Google service account/,
    fork: 'invalid',
    link: 'KSA',
    codes: ['ksa-annotation-missing'],
    means: 'The KSA has no annotation. Only ID tokens need one; access tokens are made for the KSA itself.',
    coveredByProof: true,
  },
  {
    pattern:
      /IAM returned 403|(?:oauth2\/google: status code 403|failed to create provider access (?:token|credential)).*(?:caller does not have permission|PERMISSION_DENIED)/,
    fork: 'refused',
    link: 'binding',
    codes: ['binding-missing', 'impersonation-denied', 'gsa-not-found'],
    means: 'IAM refuses the KSA a token of the service account that it names.',
    notMeans: ambiguous,
    next: readPolicy,
    coveredByProof: true,
  },
  {
    pattern:
      /(?:oauth2\/google: status code 404|failed to create provider access (?:token|credential)).*(?:Requested entity was not found|NOT_FOUND)/,
    fork: 'not-found',
    link: 'GSA',
    codes: ['gsa-not-found', 'gsa-misspelled'],
    means: 'There is no service account of that name.',
    coveredByProof: true,
  },
  {
    pattern: /IAM returned 5\d\d|oauth2\/google: status code 5\d\d/,
    fork: 'not-yet',
    link: 'token',
    codes: ['api-unreachable'],
    means: 'Google answered with an error of its own; it usually goes away by itself.',
    next: ['flux-wi doctor --wait 20m'],
    coveredByProof: true,
  },
];

function readPolicy({ text }: Clues): string[] {
  const gsa = /([a-z0-9-]+@[a-z0-9.-]+\.gserviceaccount\.com)/.exec(text)?.[1] ?? yours('GSA');
  return ['flux-wi doctor', sh`gcloud iam service-accounts get-iam-policy ${gsa}`];
}
