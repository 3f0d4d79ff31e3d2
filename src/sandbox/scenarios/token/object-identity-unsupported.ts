import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { objectLevelGate } from '../../worlds/flux-v2-object.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { runFlux } from '../other-flux.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';

export const tokenObjectIdentityUnsupported = scenarios([
  {
    id: 'object-identity-unsupported',
    title: 'objects name a KSA of their own, and Flux 2.5 takes it for pull secrets only',
    from: 'flux-v2-object',
    change(world) {
      for (const name of [acme.controller, 'source-controller'])
        changePods(world, fluxNamespace, name, ({ containers: [manager] }) => {
          if (manager !== undefined) manager.args = (manager.args ?? []).filter((arg) => arg !== objectLevelGate);
        });
      runFlux(world, 'v2.5.1');
    },
    expect: {
      verdict: 'broken',
      code: 'object-identity-unsupported',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        workload: 'image-reflector-controller',
        namespace: 'flux-system',
        ksa: 'registry-reader',
        kind: 'ImageRepository',
      },
      repair: { tool: 'flux', does: ['flux install', '--namespace=flux-system'] },
      says: ['image-reflector-controller'],
    },
  },
]);
