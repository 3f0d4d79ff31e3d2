import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods } from '../pod-specs.ts';
import { object, scenario, specOf } from '../scenario.ts';
import { runFlux } from '../other-flux.ts';

export const autologinFlagIgnored = scenario({
  id: 'autologin-flag-ignored',
  title: 'Flux 0.40 takes the login flag and ignores it; the objects do not say provider: gcp',
  cases: ['B101'],
  from: 'flux-v2',
  change(world) {
    runFlux(world, 'v0.40.2');
    changePods(world, fluxNamespace, acme.controller, ({ containers: [manager] }) =>
      manager?.args?.push('--gcp-autologin-for-gcr'),
    );
    for (const name of ['api', 'web'])
      specOf(object(world, 'ImageRepository', fluxNamespace, name))['provider'] = 'generic';
  },
  expect: {
    verdict: 'broken',
    code: 'provider-not-google',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
      provider: 'generic',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
        '-p \'{"spec":{"provider":"gcp"}}\'',
      ],
    },
    says: ['generic', 'api'],
  },
});
