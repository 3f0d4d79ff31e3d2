import { finding } from '../src/chain/vocabulary.ts';
import { ApiError, KubeconfigError } from '../src/clients/api-error.ts';
import type { Kubernetes } from '../src/clients/kubernetes.ts';
import { seconds } from '../src/engine/check.ts';
import { defineCheck, pass, unknown } from './define.ts';
import type { Result } from './define.ts';
import { kubeconfigFinding } from './explain-error.ts';
import { kubeconfig } from './kubeconfig.ts';

/**
 * Whether the API server answers, and knows who asks. It asks what discovery needs anyway (the Deployments), so that
 * nothing is asked for its own sake; a 403 is an answer.
 */
export const clusterAccess = defineCheck({
  id: 'cluster-access',
  link: 'access',
  scope: 'cluster',
  title: 'the cluster answers, and knows the caller',
  needs: { kubeconfig },
  deadline: seconds(30),
  async run({ kubernetes }): Promise<Result<true>> {
    const insecure = kubernetes.skipsTlsVerification
      ? ['the kubeconfig sets insecure-skip-tls-verify: whoever stands between can read and forge all answers']
      : [];
    try {
      await kubernetes.list('deployments');
    } catch (error) {
      const trouble = accessTrouble(error, kubernetes);
      if (trouble !== null) return trouble;
    }
    return pass(true, insecure);
  },
});

/** `null`: the cluster did answer, whatever it thought of this question. */
function accessTrouble(error: unknown, kubernetes: Kubernetes): Result<never> | null {
  const { context, server } = kubernetes;
  if (error instanceof KubeconfigError) {
    return unknown(kubeconfigFinding(error));
  }
  if (!(error instanceof ApiError)) throw error;
  const problem = error.details.message;
  switch (error.kind) {
    case 'unauthenticated':
    case 'anonymous':
      return unknown(finding('cluster-unauthorized', { context, server, problem }));
    case 'refused':
      // Anonymous callers get 403 rather than 401 where anonymous access is on.
      return /User "system:anonymous"/.test(problem)
        ? unknown(
            finding('cluster-unauthorized', {
              context,
              server,
              problem: 'the request carried no credentials that the API server took; it saw system:anonymous',
            }),
          )
        : null;
    // Every API server serves Deployments.
    case 'not-found':
    case 'not-reached':
    case 'not-trusted':
    case 'nonsense':
      return unknown(finding('cluster-unreachable', { context, server, problem, asked: null }));
    default:
      // Its own word on this one list: all else may well be answered.
      return null;
  }
}
