import { ownerOf } from '../src/chain/owner.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { podsOf } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, someOf, pass, skipped } from './define.ts';
import type { Result } from './define.ts';

/**
 * Pods on the host network go past the GKE metadata server to Compute Engine's, silently, and become the node's
 * account (GKE, "About Workload Identity Federation for GKE", limitations).
 */
export const workloadHostNetwork = defineCheck({
  id: 'workload-host-network',
  link: 'workload',
  scope: 'identity',
  title: 'its pods are not on the host network',
  deadline: seconds(20),
  async run({ kubernetes, identity, workloads }): Promise<Result<true>> {
    if (identity.path === 'object') return skipped('the controller makes the token itself; the node has no part in it');
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const read = await Promise.all(
      workloads.map(async (workload) => {
        const pods = await podsOf(kubernetes, workload);
        const specs = pods.length > 0 ? pods.map((pod) => pod.spec) : [workload.deployment.spec?.template?.spec];
        return specs.some((spec) => spec?.hostNetwork === true) ? workload : null;
      }),
    );
    const onHost = read.filter((workload) => workload !== null);
    if (onHost.length === 0) return pass(true);
    const found = onHost.map(({ ref, deployment }) =>
      finding('workload-on-host-network', {
        namespace: ref.namespace,
        workload: ref.name,
        owner: ownerOf(deployment.metadata ?? {}),
      }),
    );
    return broken(someOf(found));
  },
});
