import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const imageReferenceUpperCase = scenario({
  id: 'image-reference-upper-case',
  title: 'an image is written with a capital letter',
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
      'europe-west1-docker.pkg.dev/acme-prod/apps/Api';
  },
  expect: {
    verdict: 'broken',
    code: 'image-reference-invalid',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/Api',
      suggestion: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
        '-p \'{"spec":{"image":"europe-west1-docker.pkg.dev/acme-prod/apps/api"}}\'',
      ],
    },
    says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'europe-west1-docker.pkg.dev/acme-prod/apps/Api'],
  },
});
