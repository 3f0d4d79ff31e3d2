import type { Finding } from '../src/chain/vocabulary.ts';
import { finding } from '../src/chain/vocabulary.ts';
import { invalidFlag } from '../src/chain/versions/flags.ts';
import type { V1Pod } from '../src/clients/kubernetes.ts';
import { whyNotReady } from '../src/discover/pod-trouble.ts';
import { isReady } from '../src/discover/pod-trouble.ts';
import { podsOf } from '../src/discover/workload.ts';
import type { ScanWorkload } from '../src/discover/workload.ts';
import { seconds } from '../src/engine/check.ts';
import { broken, defineCheck, isSome, pass, skipped, warn } from './define.ts';
import type { Result } from './define.ts';

/** Whether each workload behind the identity has a pod that is ready, and if not, why. */
export const workloadRunning = defineCheck({
  id: 'workload-running',
  link: 'workload',
  scope: 'identity',
  title: 'the workload runs',
  deadline: seconds(20),
  async run({ kubernetes, workloads }): Promise<Result<true>> {
    if (workloads.length === 0) return skipped('no workload of Flux is behind this identity');
    const found = await Promise.all(
      workloads.map(async (workload) => {
        const pods = await podsOf(kubernetes, workload);
        return { flag: flagTrouble(workload), stopped: notRunning(workload, pods) };
      }),
    );
    const stopped = found.flatMap(({ flag, stopped }) => (stopped === null ? [] : [flag ?? stopped]));
    if (isSome(stopped)) return broken(stopped);
    // The pods of the last good rollout still run; the next restart will not come up.
    const flags = found.flatMap(({ flag }) => flag ?? []);
    return isSome(flags) ? warn(flags) : pass(true);
  },
});

function flagTrouble({ ref, flags, capabilities }: ScanWorkload): Finding | null {
  const invalid = invalidFlag(capabilities, flags);
  if (invalid === null) return null;
  const { namespace, name, version } = ref;
  return finding('controller-flags-invalid', { namespace, workload: name, version: version ?? '', ...invalid });
}

function notRunning({ ref, deployment }: ScanWorkload, pods: readonly V1Pod[]): Finding | null {
  if (pods.some(isReady)) return null;
  const trouble =
    deployment.spec?.replicas === 0
      ? ({ cause: 'scaled-to-zero', detail: 'spec.replicas is 0' } as const)
      : whyNotReady(deployment, pods);
  return finding('workload-not-running', { namespace: ref.namespace, workload: ref.name, ...trouble });
}
