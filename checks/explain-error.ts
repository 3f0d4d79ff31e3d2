import { clusterOfContext } from '../src/chain/gke-cluster.ts';
import { projectOfGsa } from '../src/chain/gsa-email.ts';
import { permissionOf, smallestRole } from '../src/chain/permissions.ts';
import { finding } from '../src/chain/vocabulary.ts';
import type { Finding } from '../src/chain/vocabulary.ts';
import { ApiError, GoogleCredentialsError, KubeconfigError } from '../src/clients/api-error.ts';
import type { ApiErrorDetails } from '../src/clients/api-error.ts';
import { unknown } from './define.ts';
import type { Result } from './define.ts';

/**
 * What an error of the outside world means when the caller met it while reading: always `unknown`, never broken.
 * (A refusal met by the workload's own proof is for the check that makes the proof.) `null`: it is no such error.
 */
export function explainError(error: unknown): Result<never> | null {
  if (error instanceof ApiError) return unknown(accessFinding(error), { notes: notesOf(error) });
  if (error instanceof GoogleCredentialsError) return unknown(credentialsFinding(error));
  if (error instanceof KubeconfigError) return unknown(kubeconfigFinding(error));
  return null;
}

export function credentialsFinding(error: GoogleCredentialsError): Finding {
  switch (error.problem) {
    case 'missing':
    case 'unreadable':
      return finding('google-credentials-missing', { problem: error.message });
    case 'log-in-again':
    case 'revoked':
    case 'account-disabled':
    case 'policy':
    case 'impersonation-refused':
      return finding('google-credentials-expired', {
        cause: error.problem,
        account: error.account,
        problem: error.message,
      });
  }
}

export function kubeconfigFinding({ source, message, context, plugin }: KubeconfigError): Finding {
  return plugin === null
    ? finding('kubeconfig-invalid', { source, problem: message, context })
    : finding('credential-plugin-failed', { context, command: source, problem: message, ...plugin });
}

/** The access finding for a refused, unanswered or misunderstood call. */
export function accessFinding(error: ApiError): Finding {
  const { details } = error;
  if (isKubernetes(details)) return kubernetesFinding(details);
  switch (details.kind) {
    case 'api-disabled':
      return finding('api-disabled', {
        service: details.metadata['service'] ?? details.host,
        consumer: details.metadata['consumer'] ?? 'the project named in the error',
        as: details.as,
      });
    case 'quota-project':
      return finding('quota-project-denied', {
        project: bareProject(details.metadata['consumer']) ?? 'the quota project',
        as: details.as,
      });
    case 'project-unusable':
      return finding('project-unusable', {
        project: bareProject(details.metadata['consumer']) ?? projectIn(details.resource),
        cause: projectCause(details),
        problem: details.message,
      });
    case 'perimeter':
      return finding('perimeter-denied', {
        host: details.host,
        identifier: details.metadata['uid'] ?? '',
        as: details.as,
        inside: false,
      });
    case 'throttled':
      return finding('google-rate-limited', {
        host: details.host,
        problem: details.message,
        retryAfterSeconds: details.retryAfterSeconds,
      });
    case 'refused':
    case 'not-found':
    case 'scope': {
      const permission = details.permission ?? permissionOf(details.api) ?? details.api;
      return finding('google-permission-missing', {
        permission,
        resource: details.resource,
        role: smallestRole(permission),
        as: details.as,
      });
    }
    case 'anonymous':
    case 'unauthenticated':
    case 'not-reached':
    case 'not-trusted':
    case 'not-yet':
    case 'gone':
    case 'rejected':
    case 'nonsense':
      return finding('api-unreachable', unreached(details));
  }
}

function kubernetesFinding(details: ApiErrorDetails): Finding {
  switch (details.kind) {
    case 'refused':
      return finding('kubernetes-permission-missing', refusedRight(details));
    case 'anonymous':
    case 'unauthenticated':
      return finding('cluster-unauthorized', { context: details.as, server: details.host, problem: details.message });
    case 'not-yet':
    case 'throttled':
    case 'rejected':
    case 'gone':
      // Its own answer to this one question; it says nothing of the others.
      return finding('api-unreachable', {
        host: details.host,
        problem: problemOf(details),
        asked: details.resource,
        proxyTo: null,
      });
    default:
      return finding('cluster-unreachable', {
        context: details.as,
        server: details.host,
        problem: problemOf(details),
        asked: details.resource,
      });
  }
}

/** The proxy is named as the one that does not answer where it was not the service that failed. */
function unreached(details: ApiErrorDetails) {
  const { proxy } = details.metadata;
  const problem = problemOf(details);
  return details.reason === 'proxy' && proxy !== undefined
    ? { host: proxy, problem: problem.replace(`the proxy ${proxy}`, 'it'), asked: details.api, proxyTo: details.host }
    : { host: details.host, problem, asked: details.api, proxyTo: null };
}

/** What it said itself is quoted with its status. */
function problemOf({ kind, status, reason, message }: ApiErrorDetails): string {
  if (kind === 'nonsense' || kind === 'not-reached' || kind === 'not-trusted') return message;
  return `HTTP ${status}${reason === '' ? '' : ` ${reason}`}: ${message}`;
}

const refusal = /cannot (\S+) resource "([^"]+)" in API group "([^"]*)"(?: in the namespace "([^"]+)")?/;

/** The right that the API server says is missing, read from its own sentence; by the call where the sentence differs. */
function refusedRight(details: ApiErrorDetails) {
  const [, verb, resource, group, namespace] = refusal.exec(details.message) ?? [];
  const user = /User "([^"]+)"/.exec(details.message)?.[1] ?? null;
  const name = /^\S+ "([^"]+)" is forbidden/.exec(details.message)?.[1] ?? null;
  const iam = /requires? one of \[([^\]]+)\] permission|Required "([^"]+)" permission/i.exec(details.message);
  const iamPermission = (iam?.[1] ?? iam?.[2] ?? null)?.replaceAll('"', '').split(/[ ,]+/)[0] ?? null;
  return {
    verb: verb ?? 'get',
    resource: resource ?? details.resource,
    group: group ?? '',
    namespace: namespace ?? null,
    name,
    user,
    iamPermission,
    project: clusterOfContext(details.as)?.project ?? null,
  };
}

export function isKubernetes(details: ApiErrorDetails): boolean {
  return details.api.startsWith('kubernetes.');
}

function projectCause(details: ApiErrorDetails): 'absent' | 'deleted' | 'suspended' | 'billing' {
  if (details.reason === 'BILLING_DISABLED' || /billing/i.test(details.message)) return 'billing';
  if (/suspended/i.test(`${details.reason} ${details.message}`)) return 'suspended';
  return /deleted/i.test(details.message) ? 'deleted' : 'absent';
}

/** The project that a resource lies in: `projects/P/…`, or an image such as `L-docker.pkg.dev/P/R/I`. */
function projectIn(resource: string): string {
  const [, named] =
    /^projects\/([^/]+)(?:\/|$)/.exec(resource) ?? /^[a-z0-9.-]+\.(?:pkg\.dev|io)\/([^/]+)\//.exec(resource) ?? [];
  const account = /\/serviceAccounts\/([^/]+)$/.exec(resource)?.[1];
  const ofAccount = account === undefined ? null : projectOfGsa(account);
  return ofAccount ?? named ?? resource;
}

function bareProject(consumer: string | undefined): string | null {
  return consumer === undefined ? null : consumer.replace(/^projects\//, '');
}

function notesOf(error: ApiError): readonly string[] {
  const { details } = error;
  return details.kind === 'refused' && details.troubleshooter !== null
    ? [`Google’s troubleshooter: ${details.troubleshooter}`]
    : [];
}
