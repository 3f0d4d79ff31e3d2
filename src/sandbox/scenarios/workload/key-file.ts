import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import type { World } from '../../world.ts';
import { changePods } from '../pod-specs.ts';

/** Patches a key file of an account into the controller, as is done outside of GKE. */
export function useKeyFile(world: World, account: string): void {
  const mountPath = '/var/secrets/google';
  world.cluster.objects.push({
    apiVersion: 'v1',
    kind: 'Secret',
    // The sandbox's Flux takes it for a key of this account.
    metadata: {
      name: 'gcr-key',
      namespace: fluxNamespace,
      annotations: { 'sandbox.flux-wi/account': account },
    },
    type: 'Opaque',
    data: { 'key.json': '' },
  });
  changePods(world, fluxNamespace, acme.controller, (spec) => {
    spec.volumes = [{ name: 'gcr-key', secret: { secretName: 'gcr-key' } }];
    const [container] = spec.containers;
    if (container === undefined) return;
    container.volumeMounts = [{ name: 'gcr-key', mountPath, readOnly: true }];
    container.env?.push({ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: `${mountPath}/key.json` });
  });
}
