import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { minutesAgo } from '../../worlds/times.ts';
import type { World } from '../../world.ts';
import { object } from '../scenario.ts';

/** The KSA is applied by a HelmRelease of the community's chart. @param failure its Ready condition's message */
export function ownedByHelmRelease(world: World, values: object, failure?: string): void {
  const ksa = object(world, 'ServiceAccount', fluxNamespace, acme.controller);
  ksa.metadata.labels = {
    'app.kubernetes.io/managed-by': 'Helm',
    'helm.sh/chart': 'flux2-2.17.1',
    'helm.toolkit.fluxcd.io/name': 'flux',
    'helm.toolkit.fluxcd.io/namespace': fluxNamespace,
  };
  const ready =
    failure === undefined
      ? { status: 'True', reason: 'UpgradeSucceeded', message: 'Helm upgrade succeeded' }
      : { status: 'False', reason: 'UpgradeFailed', message: failure };
  world.cluster.objects.push({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'flux', namespace: fluxNamespace, generation: 1 },
    spec: { interval: '30m0s', chart: { spec: { chart: 'flux2', version: '2.17.1' } }, values },
    status: { conditions: [{ type: 'Ready', lastTransitionTime: minutesAgo(20), ...ready }] },
  });
}
