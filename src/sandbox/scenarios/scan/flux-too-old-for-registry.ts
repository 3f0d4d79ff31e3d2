import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { runFlux } from '../other-flux.ts';
import { object, scenarios, specOf } from '../scenario.ts';

export const scanFluxTooOldForRegistry = scenarios([
  {
    id: 'flux-without-google-login',
    title: 'Flux 0.25 knows no login to Google',
    cases: ['B99'],
    from: 'flux-v2',
    change(world) {
      runFlux(world, 'v0.25.3');
      for (const name of ['api', 'web'])
        delete specOf(object(world, 'ImageRepository', fluxNamespace, name))['provider'];
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
