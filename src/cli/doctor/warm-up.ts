import type { Settings } from '../../../checks/define.ts';
import { clusterOfContext } from '../../chain/gke-cluster.ts';
import type { Google } from '../../clients/google.ts';
import { preloadGoogle } from '../../clients/google/open.ts';
import type { Kubernetes } from '../../clients/kubernetes.ts';

/**
 * Asks early what will be asked for certain if the context's name speaks true, so that the answer is there when the
 * chain needs it. Clients remember, so nothing is asked twice; a wrong guess costs one call and decides nothing.
 */
export function warmUp(kubernetes: Kubernetes, google: Google, settings: Settings): void {
  preloadGoogle();
  const cluster = clusterOfContext(kubernetes.context);
  void google
    .operator()
    .then(async (operator) => {
      await operator.token();
      if (cluster !== null && settings.proveAs !== 'pod')
        await google.cluster(operator, cluster.project, cluster.location, cluster.name);
    })
    // Whatever goes wrong here is met again, and told, by the check that needs the answer.
    .catch(() => {});
}
