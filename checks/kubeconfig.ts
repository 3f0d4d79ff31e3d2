import { seconds } from '../src/engine/check.ts';
import { defineCheck, pass, unknown } from './define.ts';
import type { Result } from './define.ts';
import { kubeconfigFinding } from './explain-error.ts';

/** Whether there is a kubeconfig (or a pod's own account) that can be used. */
export const kubeconfig = defineCheck({
  id: 'kubeconfig',
  link: 'access',
  scope: 'cluster',
  title: 'a kubeconfig names the cluster',
  deadline: seconds(5),
  async run({ kubeconfigError }): Promise<Result<true>> {
    if (kubeconfigError !== null) return unknown(kubeconfigFinding(kubeconfigError));
    return pass(true);
  },
});
