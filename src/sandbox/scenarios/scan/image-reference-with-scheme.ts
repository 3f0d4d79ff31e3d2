import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const imageReferenceWithScheme = scenario({
  id: 'image-reference-with-scheme',
  title: 'an image begins with https://',
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
      'https://europe-west1-docker.pkg.dev/acme-prod/apps/api';
  },
  expect: {
    verdict: 'broken',
    code: 'image-reference-invalid',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
      image: 'https://europe-west1-docker.pkg.dev/acme-prod/apps/api',
      suggestion: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
        '-p \'{"spec":{"image":"europe-west1-docker.pkg.dev/acme-prod/apps/api"}}\'',
      ],
    },
    says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'https://europe-west1-docker.pkg.dev/acme-prod/apps/api'],
  },
});
