import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const providerAbsent = scenario({
  id: 'provider-absent',
  title: 'one object names no provider, which its definition takes for generic',
  from: 'flux-v2',
  change(world) {
    delete specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['provider'];
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
