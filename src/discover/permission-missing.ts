import { clusterOfContext } from '../chain/gke-cluster.ts';
import { finding } from '../chain/vocabulary.ts';
import type { Finding } from '../chain/vocabulary.ts';
import { ApiError } from '../clients/api-error.ts';

/** True for an answer that only says that this caller may not look. */
export function isRefused(error: unknown): error is ApiError {
  return error instanceof ApiError && error.kind === 'refused';
}

/** True for an answer of the API server itself: it ends one list, and says nothing of the others. */
export function isAnswer(error: unknown): error is ApiError {
  if (!(error instanceof ApiError) || error.details.status === 0) return false;
  const { kind } = error;
  return kind !== 'unauthenticated' && kind !== 'anonymous' && kind !== 'nonsense';
}

/** The finding for a list that the API server answered with an error. */
export function listFailed({ details }: ApiError, resource: string): Finding {
  const { host, status, reason, message } = details;
  return finding('api-unreachable', {
    host,
    problem: `HTTP ${status}${reason === '' ? '' : ` ${reason}`}: ${message}`,
    asked: `the list of ${resource}`,
    proxyTo: null,
  });
}

/** The finding for a list that was refused. */
export function mayNotList(error: ApiError, resource: string, group: string, namespace: string | null): Finding {
  const { message } = error.details;
  // On GKE the API server appends the IAM permission that would do instead.
  const iam = /requires? one of \["([^"]+)"|Required "([^"]+)" permission/.exec(message);
  return finding('kubernetes-permission-missing', {
    verb: 'list',
    resource,
    group,
    namespace,
    name: null,
    user: /User "([^"]+)"/.exec(message)?.[1] ?? null,
    iamPermission: iam?.[1] ?? iam?.[2] ?? null,
    project: clusterOfContext(error.details.as)?.project ?? null,
  });
}
