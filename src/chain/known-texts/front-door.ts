/** Refusals of Google's front end: whichever API was asked, they say nothing of the resource. */

import { sh, yours } from '../shell-quote.ts';
import type { Row } from './reading.ts';

export const frontDoor: readonly Row[] = [
  {
    pattern:
      /vpcServiceControls(?:UniqueIdentifier)?|prohibited by organization's policy|SECURITY_POLICY_VIOLATED|SecurityPolicyViolated|violates VPC Service Controls|VPC_SERVICE_CONTROLS/,
    fork: 'refused',
    link: 'registry',
    codes: ['perimeter-denied'],
    means:
      'A VPC Service Controls perimeter refuses the call because of where it comes from; the identifier finds it in the audit log.',
    notMeans: 'a missing role: no role lets a call through a perimeter',
    next: ({ text }) => {
      const id = /vpcServiceControlsUniqueIdentifier:? ?"?([\w-]+)/.exec(text)?.[1];
      if (id === undefined) return ['flux-wi doctor'];
      return [sh`gcloud logging read ${`protoPayload.metadata.vpcServiceControlsUniqueId="${id}"`} --freshness=1d`];
    },
    coveredByProof: false,
  },
  {
    pattern:
      /has not been used in project (?<project>[\w:.-]*\w) before or it is disabled|SERVICE_DISABLED|accessNotConfigured/,
    fork: 'refused',
    link: ({ text }) => (/artifactregistry|Artifact Registry|storage/i.test(text) ? 'registry' : 'token'),
    codes: ['api-disabled'],
    means: ({ groups }) =>
      `An API is off in project ${groups['project'] ?? 'that the call is counted against'}, so Google answers no caller there.`,
    notMeans: 'a missing binding, though GKE puts that sentence after it',
    next: ({ groups, text }) => {
      const service =
        /\/api\/([a-z0-9.-]+\.googleapis\.com)\//.exec(text)?.[1] ??
        /"service": ?"([a-z0-9.-]+)"/.exec(text)?.[1] ??
        byTitle(text);
      const project = groups['project'] ?? yours('PROJECT');
      return service === null ? ['flux-wi doctor'] : [sh`gcloud services enable ${service} --project=${project}`];
    },
    coveredByProof: true,
  },
  {
    pattern:
      /do(?:es)? not belong to a permitted customer|is not in permitted organization|iam\.allowedPolicyMemberDomains/,
    fork: 'refused',
    link: 'binding',
    codes: ['binding-missing'],
    means:
      'The grant was not stored: a policy of the organization (domain restricted sharing) allows members of certain organizations only.',
    notMeans: 'that you lack the right to grant',
    coveredByProof: true,
  },
  {
    pattern: /Adding a binding without specifying a condition to a policy containing conditions/,
    fork: 'invalid',
    link: 'binding',
    codes: ['binding-missing'],
    means:
      'gcloud did not store the grant: the policy holds conditions, and gcloud then wants to be told that this binding has none. Add --condition=None to the same command.',
    notMeans: 'that you lack the right to grant, or that the member is wrong',
    next: ({ text }) => [
      sh`gcloud iam service-accounts add-iam-policy-binding ${/([a-z0-9-]+@[a-z0-9.-]+\.gserviceaccount\.com)/.exec(text)?.[1] ?? yours('GSA')} --role=roles/iam.workloadIdentityUser --member=${`serviceAccount:${yours('CLUSTER_PROJECT')}.svc.id.goog[${yours('KSA_NAMESPACE')}/${yours('KSA')}]`} --condition=None`,
    ],
    coveredByProof: true,
  },
  {
    pattern:
      /Invalid principal(?:Set)? (?:member|format|identifier)|Invalid principal(?:Set)?:\/\/|The member (?<member>\S+) is of an unknown type|Invalid service account \((?<account>.*?)\)/,
    fork: 'invalid',
    link: 'binding',
    codes: ['binding-malformed', 'binding-missing'],
    means:
      'The grant was not stored: IAM does not take the member as it is written. principal:// and principalSet:// want the number of the project, and serviceAccount: its ID.',
    notMeans: 'that you lack the right to grant',
    next: [sh`gcloud projects describe ${yours('CLUSTER_PROJECT')} --format=${'value(projectNumber)'}`],
    coveredByProof: true,
  },
  {
    pattern: /Identity Pool does not exist/i,
    fork: 'not-found',
    link: 'GKE',
    codes: ['workload-pool-missing', 'binding-missing'],
    means:
      'The binding was not stored: the workload pool is born with the first cluster of its project that has Workload Identity.',
    next: [
      sh`gcloud container clusters list --project=${yours('PROJECT')} --format=${'table(name,location,workloadIdentityConfig.workloadPool)'}`,
    ],
    coveredByProof: true,
  },
  {
    pattern: /permission to use project (?<project>[\w:.-]*\w)|USER_PROJECT_DENIED(?!.*has been deleted)/,
    fork: 'refused',
    link: 'access',
    codes: ['quota-project-denied'],
    means:
      'The caller may not use the project that the call is to be counted against; it need not be a project of the chain.',
    notMeans: 'that the resource was refused',
    coveredByProof: true,
  },
  {
    pattern:
      /Project (?<project>[\w:.-]+) has been deleted|Consumer '[^']*' has been suspended|CONSUMER_(?:INVALID|SUSPENDED)|GCP_SUSPENDED|Permission denied on resource project|BILLING_DISABLED|requires billing to be enabled|billing account .{0,60}is disabled in state/,
    fork: 'refused',
    link: 'access',
    codes: ['project-unusable'],
    means: 'The project does not exist, is deleted, suspended, or has no billing; no grant in it matters.',
    notMeans: 'a missing role',
    next: ({ resource }) => [
      sh`gcloud projects describe ${/^(?:projects?[/:]|project_number:)?([a-z0-9:.-]+)$/.exec(resource ?? '')?.[1] ?? yours('PROJECT')}`,
    ],
    coveredByProof: true,
  },
  {
    pattern:
      /TOOMANYREQUESTS|Quota exceeded|RESOURCE_EXHAUSTED|RATE_LIMIT_EXCEEDED|QUOTA_EXCEEDED|\b429 Too Many Requests|(?:status(?: code)?|Received|Error|service)[ =:]+429\b|rateLimitExceeded/i,
    fork: 'throttled',
    link: 'registry',
    codes: ['google-rate-limited'],
    means: 'A quota is used up for now; nothing is known of what was asked. Longer scan intervals keep below it.',
    notMeans: 'a refusal of the identity',
    next: ['flux-wi doctor --wait 20m'],
    coveredByProof: false,
  },
  {
    pattern:
      /insufficient authentication scopes|ACCESS_TOKEN_SCOPE_INSUFFICIENT|403:? insufficientPermissions|, insufficientPermissions|"insufficientPermissions"/i,
    fork: 'refused',
    link: 'GKE',
    codes: ['node-metadata-server-missing', 'workload-on-host-network', 'scans-as-node-identity'],
    means:
      "The token's scopes are too narrow: in a pod it is usually the node's own token, since Workload Identity gives cloud-platform.",
    notMeans: 'that the service account needs scopes: it has none',
    next: [sh`kubectl get nodes -L iam.gke.io/gke-metadata-server-enabled`, 'flux-wi doctor'],
    coveredByProof: false,
  },
];

/** Messages name an API by its title alone, as a rule with a link that names it whole. */
function byTitle(text: string): string | null {
  if (/IAM Service Account Credentials API/.test(text)) return 'iamcredentials.googleapis.com';
  if (/Security Token Service API/.test(text)) return 'sts.googleapis.com';
  if (/Artifact Registry API/.test(text)) return 'artifactregistry.googleapis.com';
  if (/Kubernetes Engine API/.test(text)) return 'container.googleapis.com';
  if (/Identity and Access Management \(IAM\) API/.test(text)) return 'iam.googleapis.com';
  if (/Cloud Resource Manager API/.test(text)) return 'cloudresourcemanager.googleapis.com';
  return null;
}
