import type { Settings } from '../../../checks/define.ts';
import { clusterOfContext } from '../../chain/gke-cluster.ts';
import type { Google } from '../../clients/google.ts';
import { preloadGoogle } from '../../clients/google/open.ts';
import type { Kubernetes } from '../../clients/kubernetes.ts';
import type { Transport } from '../../clients/transport/transport.ts';

const hostsOfTheProof = ['sts.googleapis.com', 'iamcredentials.googleapis.com'];

/**
 * Asks early what will be asked for certain if the context's name speaks true, so that the answer is there when the
 * chain needs it. Clients remember, so nothing is asked twice; a wrong guess costs one call and decides nothing.
 */
export function warmUp(transport: Transport, kubernetes: Kubernetes, google: Google, settings: Settings): void {
  if (settings.proveAs === 'auto' || settings.proveAs === 'workload') transport.warm(hostsOfTheProof);
  // Loading keeps the event loop busy: it begins once the questions that need no more of Google are on their way.
  void kubernetes
    .list('deployments')
    .catch(() => {})
    .finally(() => setImmediate(preloadGoogle));
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
