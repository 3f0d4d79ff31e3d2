import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { runVersion, scenarios } from '../scenario.ts';

export const workloadFluxTooOldForRegistry = scenarios([
  {
    id: 'flux-too-old-for-registry',
    title: 'a controller of early Flux 2, which knows no login to Google at all',
    cases: ['B99'],
    from: 'flux-v2',
    change(world) {
      runVersion(world, fluxNamespace, acme.controller, 'ghcr.io/fluxcd/image-reflector-controller:v0.10.0');
    },
    expect: {
      verdict: 'broken',
      code: 'flux-too-old-for-registry',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        host: 'europe-west1-docker.pkg.dev',
      },
      repair: { tool: 'flux', does: ['flux install', '--namespace=flux-system'] },
      says: ['europe-west1-docker.pkg.dev', 'image-reflector-controller'],
    },
  },
]);
