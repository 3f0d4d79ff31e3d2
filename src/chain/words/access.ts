/** The words for what stands before the chain: whether it can be looked at, at all. */

import {
  getCredentials,
  kubernetesRight,
  logIn,
  mendProject,
  personOf,
  projectId,
  quotaProject,
  trustProxy,
} from '../fixes/caller.ts';
import { logInGcloud, repairPlugin } from '../fixes/credential-plugin.ts';
import { addGrant, onProject, whereIs } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import type { FindingArgs } from '../finding-args.ts';
import type { Fix } from '../vocabulary.ts';
import { sh, yours } from '../shell-quote.ts';
import { shown } from './shown.ts';
import type { WordsTable } from './words-of.ts';

type AccessCode =
  | 'kubeconfig-invalid'
  | 'credential-plugin-failed'
  | 'cluster-unreachable'
  | 'cluster-unauthorized'
  | 'cluster-not-gke'
  | 'google-credentials-missing'
  | 'google-credentials-expired'
  | 'project-unusable'
  | 'kubernetes-permission-missing'
  | 'google-permission-missing'
  | 'api-unreachable'
  | 'api-disabled'
  | 'quota-project-denied'
  | 'google-rate-limited';

const pluginCauses: Record<FindingArgs['credential-plugin-failed']['cause'], string> = {
  missing: 'is not installed, or not in PATH',
  'gcloud-missing': 'needs gcloud, which is not installed, or not in PATH',
  login: 'has no valid login',
  failed: 'failed',
};

function programIn(command: string): string {
  return shown(command.split(/[/\\]/).at(-1) ?? command);
}

/** Of private clusters too, for whoever may reach Google. */
function dnsEndpoint(context: string): Fix {
  const fix = getCredentials('Use the DNS-based endpoint of the cluster, which is reached through Google', context);
  return { ...fix, command: `${fix.command} --dns-endpoint` };
}

export const accessWords: WordsTable<AccessCode> = {
  'kubeconfig-invalid': {
    link: 'access',
    level: 'unknown',
    summary: ({ source, problem }) => `The kubeconfig ${shown(source)} cannot be used: ${shown(problem)}`,
    explanation:
      'No cluster can be asked, so nothing is known of the chain. The kubeconfig is found as kubectl finds it: the files in KUBECONFIG, else ~/.kube/config, else the account of the pod. This says nothing about Flux or the cluster itself.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/'],
    expected: () => 'a kubeconfig with a context that names a cluster and a user',
    actual: ({ problem }) => shown(problem),
    fixes: ({ context }) => [getCredentials('Write a context for the cluster', context)],
    example: { source: '~/.kube/config', problem: 'no configuration has been provided', context: null },
  },
  'credential-plugin-failed': {
    link: 'access',
    level: 'unknown',
    summary: ({ command, context, cause, problem }) =>
      `The credential plugin ${programIn(command)}${context === null ? '' : ` of context ${shown(context)}`} ${pluginCauses[cause]}${cause === 'failed' ? `: ${shown(problem)}` : ''}`,
    explanation:
      'The kubeconfig gets its credential from a program (users[].user.exec), and the program gave none. The API server was not asked, so nothing is known of the cluster or of the chain, and kubectl fails in the same way. gke-gcloud-auth-plugin is installed apart from gcloud and uses the login of `gcloud auth login`; that of `gcloud auth application-default login` is another one, which it takes only with --use_application_default_credentials. It is your own login, not the identity of Flux.',
    sources: [
      'https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl#install_plugin',
      'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins',
    ],
    expected: ({ command }) => `a credential from ${programIn(command)}`,
    actual: ({ command, cause, problem, hint }) =>
      `${shown(problem)}${/[/\\]/.test(command) ? ` (${shown(command)})` : ''}${cause === 'missing' && hint !== '' ? `; the kubeconfig says: ${shown(hint)}` : ''}`,
    fixes: repairPlugin,
    example: {
      context: 'gke_acme-prod_europe-west1_prod',
      command: 'gke-gcloud-auth-plugin',
      cause: 'missing',
      login: 'gcloud',
      hint: '',
      problem: 'it is not installed, or not in PATH',
    },
  },
  'cluster-unreachable': {
    link: 'access',
    level: 'unknown',
    summary: ({ context, server, problem }) =>
      `The API server of ${shown(context)} (${shown(server)}) does not answer: ${shown(problem)}`,
    explanation:
      'The API server did not answer from here, so nothing is known of the chain. Private clusters and authorized networks answer only from certain addresses, and a VPN or a proxy may be missing. It does not mean that the cluster is down, or that Flux has trouble.',
    sources: ['https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks'],
    expected: ({ server }) => `an answer from ${shown(server)}`,
    actual: ({ problem }) => shown(problem),
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
    },
  },
  'cluster-unauthorized': {
    link: 'access',
    level: 'unknown',
    summary: ({ context, problem }) =>
      `The API server of ${shown(context)} does not accept the credentials: ${shown(problem)}`,
    explanation:
      'The API server answered 401: it does not know whoever the kubeconfig names. The login of gcloud may have run out, or the kubeconfig may hold a token or a certificate of a cluster that has since been made anew. It is the login of the person who runs the doctor, not the identity of Flux.',
    sources: ['https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl'],
    expected: () => 'credentials that the API server accepts',
    actual: ({ problem }) => shown(problem),
    fixes: ({ context }) => [
      { ...logInGcloud(context), verify: sh`kubectl --context ${context} auth whoami` },
      {
        ...getCredentials('Write the context again, where the kubeconfig holds an old token or certificate', context),
        kind: 'ask-first',
      },
    ],
    example: { context: 'gke_acme-prod_europe-west1_prod', server: 'https://34.78.12.9', problem: '401 Unauthorized' },
  },
  'cluster-not-gke': {
    link: 'access',
    level: 'unknown',
    summary: ({ context, issuer, node, version }) =>
      issuer !== null
        ? `${shown(context)} is not a GKE cluster: its tokens are issued by ${shown(issuer)}`
        : `${shown(context)} is not a GKE cluster: ${node === null ? `its API server is ${shown(version ?? '')}` : `its nodes are not GKE's (${shown(node)})`}`,
    explanation:
      'Workload Identity Federation for GKE works with the tokens of a GKE cluster, whose issuer begins with https://container.googleapis.com/, and with the metadata server on its nodes. This cluster has neither, so the checks of workload pool, nodes and metadata server, and what depends on them, are not made. From such a cluster Flux reaches Google by a workload identity provider that a KSA names (gcp.auth.fluxcd.io/workload-identity-provider), which is examined, or by a credential file, which is not.',
    sources: ['https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes'],
    expected: ({ issuer }) =>
      issuer === null
        ? 'nodes and an API server of GKE'
        : 'an issuer https://container.googleapis.com/v1/projects/…/clusters/…',
    actual: ({ issuer, node, version }) => shown(issuer ?? node ?? version ?? ''),
    fixes: () => [
      {
        kind: 'now',
        title: 'Examine the GKE cluster instead, if this context was not meant',
        tool: 'flux-wi',
        command: sh`flux-wi doctor --context ${yours('CONTEXT')}`,
        patch: null,
        permission: 'none',
        takes: 'at once',
        verify: 'kubectl config get-contexts',
      },
    ],
    example: { context: 'kind-dev', issuer: 'https://kubernetes.default.svc.cluster.local', node: null, version: null },
  },
  'google-credentials-missing': {
    link: 'access',
    level: 'unknown',
    summary: ({ problem }) => `No Application Default Credentials were found: ${shown(problem)}`,
    explanation:
      'The readings of IAM, the cluster and the registry are made with your own Application Default Credentials, and there are none. They are another login than that of `gcloud auth login`. The proof as the KSA needs none of them, so the chain may still be settled.',
    sources: ['https://cloud.google.com/docs/authentication/application-default-credentials'],
    expected: () => 'Application Default Credentials',
    actual: ({ problem }) => shown(problem),
    fixes: () => [logIn('Log in for Application Default Credentials')],
    example: { problem: 'Could not load the default credentials.' },
  },
  'google-credentials-expired': {
    link: 'access',
    level: 'unknown',
    summary: ({ account, cause }) =>
      `Google does not accept your Application Default Credentials${account === null ? '' : ` (${shown(account)})`}: ${credentialCauses[cause]}`,
    explanation:
      'Credentials were found and Google refuses to make a token from them. Four causes are told apart: the session has run out and wants a new login, the grant was revoked, the account is disabled or deleted, or a policy of the organization forbids it. It is your own login; the identity of Flux is another, and is not touched by this.',
    sources: ['https://cloud.google.com/docs/authentication/troubleshoot-adc'],
    expected: () => 'credentials that Google accepts',
    actual: ({ problem }) => shown(problem),
    fixes: ({ cause }) => [
      logIn(
        cause === 'account-disabled'
          ? 'Log in as an account that is enabled'
          : cause === 'policy'
            ? 'Log in as an account that the policy of the organization allows'
            : 'Log in again',
      ),
    ],
    example: {
      cause: 'log-in-again',
      account: 'dana@acme.example',
      problem: 'invalid_grant: reauth related error (invalid_rapt)',
    },
  },
  'project-unusable': {
    link: 'access',
    level: 'broken',
    summary: ({ project, cause }) => `Project ${shown(project)} ${projectCauses[cause]}`,
    explanation:
      'Google answers for no resource of such a project, whatever the policies in it say, so every link that needs it fails. Google words a project that does not exist and one that you may not see alike, so check the spelling first. A deleted project can be restored for 30 days.',
    sources: ['https://cloud.google.com/resource-manager/docs/creating-managing-projects'],
    expected: ({ project }) => `project ${shown(project)} active and with billing`,
    actual: ({ problem }) => shown(problem),
    fixes: ({ project, cause }) => [mendProject(project, cause)],
    example: { project: 'acme-images', cause: 'deleted', problem: 'Project acme-images has been deleted.' },
  },
  'kubernetes-permission-missing': {
    link: 'access',
    level: 'unknown',
    summary: ({ verb, resource, group, namespace, name, user }) =>
      `${user === null ? 'You' : shown(user)} may not ${shown(verb)} ${kubernetesName(resource, group, name)}${namespace === null ? '' : ` in namespace ${shown(namespace)}`}`,
    explanation:
      'The API server refused the doctor, not Flux: what could not be read is unknown, never broken. The role below holds this one right and no more. `create` on serviceaccounts/token is the right that proves the chain; whoever holds it can act as that KSA, so give it for the named KSA only.',
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
    expected: ({ verb, resource, group, name }) =>
      `the right to ${shown(verb)} ${kubernetesName(resource, group, name)}`,
    actual: ({ iamPermission }) =>
      iamPermission === null ? 'refused' : `refused; on GKE the IAM permission ${shown(iamPermission)} would do too`,
    fixes: kubernetesRight,
    example: {
      verb: 'create',
      resource: 'serviceaccounts/token',
      group: '',
      namespace: 'flux-system',
      name: 'image-reflector-controller',
      user: 'dana@acme.example',
      iamPermission: 'container.serviceAccounts.createToken',
      project: 'acme-prod',
    },
  },
  'google-permission-missing': {
    link: 'access',
    level: 'unknown',
    summary: ({ permission, resource, as }) =>
      `${shown(as)} may not read ${shown(resource)}: ${shown(permission)} is missing`,
    explanation:
      'Google refused the doctor a reading, not Flux: what could not be read is unknown, never broken. The role named is the smallest predefined one that holds the permission. Where the proof as the KSA succeeds, such readings only explain, and nothing need be granted.',
    sources: ['https://cloud.google.com/iam/docs/understanding-roles'],
    expected: ({ permission, resource }) => `${shown(permission)} on ${shown(resource)}`,
    actual: ({ as }) => `refused as ${shown(as)}`,
    fixes: ({ resource, role, as }) => [
      addGrant(whereIs(resource) ?? onProject(yours('PROJECT')), role, personOf(as), askAgain()),
    ],
    example: {
      permission: 'iam.serviceAccounts.getIamPolicy',
      resource: 'projects/acme-prod/serviceAccounts/flux-images@acme-prod.iam.gserviceaccount.com',
      role: 'roles/iam.serviceAccountViewer',
      as: 'operator dana@acme.example',
    },
  },
  'api-unreachable': {
    link: 'access',
    level: 'unknown',
    summary: ({ host, problem }) => `${shown(host)} does not answer from here: ${shown(problem)}`,
    explanation:
      'No answer of the API came back: name resolution, the connection, TLS or a proxy failed, or something else answered in its place. It says where the doctor stands, and nothing about the way from the cluster to Google. HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS hold for every connection of the doctor.',
    sources: ['https://cloud.google.com/vpc/docs/private-google-access'],
    expected: ({ host }) => `an answer from ${shown(host)}`,
    actual: ({ problem }) => shown(problem),
    fixes: ({ problem }) => [
      ...(/authority that is not trusted/.test(problem) ? [trustProxy] : []),
      {
        kind: 'find-out',
        title: 'Look at each call and its time, with more patience',
        tool: 'flux-wi',
        command: 'flux-wi doctor -v --timeout 3m',
        patch: null,
        permission: 'none',
        takes: 'at once',
        verify: askAgain(),
      },
    ],
    example: { host: 'iam.googleapis.com', problem: 'getaddrinfo ENOTFOUND iam.googleapis.com' },
  },
  'api-disabled': {
    link: 'access',
    level: 'unknown',
    summary: ({ service, consumer, as }) =>
      `${shown(service)} is off in ${consumerName(consumer)}, so it refuses ${shown(as)}`,
    explanation:
      'Google refuses at the front door: the API is not enabled in the project that the call is counted against, which need not be the project of the thing that was asked about. The project is the one that the refusal names. GKE appends "This error could be caused by a missing IAM policy binding" to this refusal as to every other; no binding would mend it.',
    sources: ['https://cloud.google.com/service-usage/docs/enable-disable'],
    expected: ({ service, consumer }) => `${shown(service)} enabled in ${consumerName(consumer)}`,
    actual: () => 'SERVICE_DISABLED',
    fixes: ({ service, consumer }) => [
      {
        kind: 'now',
        title: `Enable ${service} in ${consumerName(consumer)}`,
        tool: 'gcloud',
        command: sh`gcloud services enable ${service} --project=${projectId(consumer)}`,
        patch: null,
        permission: 'serviceusage.services.enable (roles/serviceusage.serviceUsageAdmin)',
        takes: 'a few minutes',
        verify: sh`gcloud services list --enabled --project=${projectId(consumer)} --filter=${`config.name=${service}`}`,
      },
    ],
    example: {
      service: 'iamcredentials.googleapis.com',
      consumer: 'projects/123456789012',
      as: 'KSA flux-system/image-reflector-controller',
    },
  },
  'quota-project-denied': {
    link: 'access',
    level: 'unknown',
    summary: ({ project, as }) => `${shown(as)} may not use ${consumerName(project)} as quota project`,
    explanation:
      'The call was to be counted against a project that this caller may not use. For a person it stands in the Application Default Credentials, or in GOOGLE_CLOUD_QUOTA_PROJECT; for a KSA in its annotation iam.gke.io/credential-quota-project. It says nothing about the resource that was asked for.',
    sources: ['https://cloud.google.com/docs/quotas/quota-project'],
    expected: ({ project }) => `serviceusage.services.use on ${consumerName(project)}`,
    actual: () => 'USER_PROJECT_DENIED',
    fixes: quotaProject,
    example: { project: 'acme-billing', as: 'operator dana@acme.example' },
  },
  'google-rate-limited': {
    link: 'access',
    level: 'unknown',
    summary: ({ host, problem }) => `${shown(host)} throttles: ${shown(problem)}`,
    explanation:
      'Google answered 429: a quota is used up for now. Nothing is known of what was asked, and it never counts as broken. Quotas of Artifact Registry are counted for a project and region, so many ImageRepositories with a short interval can use them up.',
    sources: ['https://cloud.google.com/artifact-registry/quotas'],
    expected: () => 'an answer',
    actual: ({ problem }) => shown(problem),
    fixes: ({ retryAfterSeconds }) => [
      {
        kind: 'find-out',
        title: 'Wait, and ask again; longer scan intervals keep below the quota',
        tool: 'flux-wi',
        command: askAgain(),
        patch: null,
        permission: 'none',
        takes: retryAfterSeconds === null ? 'a minute, as a rule' : `${retryAfterSeconds} s, as Google asks`,
        verify: askAgain(),
      },
    ],
    example: {
      host: 'europe-west1-docker.pkg.dev',
      problem: "Quota exceeded for quota metric 'Requests per project per region'",
      retryAfterSeconds: 30,
    },
  },
};

const credentialCauses: Record<FindingArgs['google-credentials-expired']['cause'], string> = {
  'log-in-again': 'the session has ended',
  revoked: 'they were revoked',
  'account-disabled': 'the account is disabled or deleted',
  policy: 'a policy of the organization forbids them',
};

const projectCauses: Record<FindingArgs['project-unusable']['cause'], string> = {
  absent: 'does not exist, or may not be seen',
  deleted: 'is deleted',
  suspended: 'is suspended',
  billing: 'has no billing',
};

function kubernetesName(resource: string, group: string, name: string | null): string {
  return `${shown(resource)}${group === '' ? '' : `.${shown(group)}`}${name === null ? '' : ` ${shown(name)}`}`;
}

function consumerName(consumer: string): string {
  return `project ${shown(projectId(consumer))}`;
}
