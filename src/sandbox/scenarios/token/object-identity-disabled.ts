import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { objectLevelGate } from '../../worlds/flux-v2-object.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';

export const tokenObjectIdentityDisabled = scenarios([
  {
    id: 'object-identity-disabled',
    title: 'objects name a KSA of their own, and the controller’s feature gate is off',
    from: 'flux-v2-object',
    change(world) {
      changePods(world, fluxNamespace, acme.controller, ({ containers: [manager] }) => {
        if (manager !== undefined) manager.args = (manager.args ?? []).filter((arg) => arg !== objectLevelGate);
      });
    },
    expect: {
      verdict: 'broken',
      code: 'object-identity-disabled',
      blames: {
        identity: 'team-a/registry-reader@object',
        workload: 'image-reflector-controller',
        namespace: 'flux-system',
        ksa: 'registry-reader',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system patch deployment image-reflector-controller'] },
      says: ['image-reflector-controller', 'registry-reader'],
    },
  },
]);
