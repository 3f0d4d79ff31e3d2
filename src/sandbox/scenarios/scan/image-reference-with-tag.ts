import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const imageReferenceWithTag = scenario({
  id: 'image-reference-with-tag',
  title: 'an image ends with a tag',
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
      'europe-west1-docker.pkg.dev/acme-prod/apps/api:1.0.0';
  },
  expect: {
    verdict: 'broken',
    code: 'image-reference-invalid',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api:1.0.0',
      suggestion: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
        '-p \'{"spec":{"image":"europe-west1-docker.pkg.dev/acme-prod/apps/api"}}\'',
      ],
    },
    says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'europe-west1-docker.pkg.dev/acme-prod/apps/api:1.0.0'],
  },
});
