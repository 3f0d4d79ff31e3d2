import { clusterOfContext } from '../chain/gke-cluster.ts';
import { finding } from '../chain/vocabulary.ts';
import type { Finding } from '../chain/vocabulary.ts';
import { ApiError } from '../clients/api-error.ts';

/** True for an answer that only says that this caller may not look. */
export function isRefused(error: unknown): error is ApiError {
  return error instanceof ApiError && error.kind === 'refused';
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
