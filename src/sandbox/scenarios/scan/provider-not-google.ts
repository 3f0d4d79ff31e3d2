import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const providerNotGoogle = scenario({
  id: 'provider-not-google',
  title: 'the ImageRepositories do not say provider: gcp, and so nobody is shown to the registry',
  cases: ['B113', 'B119'],
  from: 'flux-v2',
  change(world) {
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
