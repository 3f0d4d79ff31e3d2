import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const imageNotFound = scenario({
  id: 'image-not-found',
  title: 'an image is named one letter wrong',
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
      'europe-west1-docker.pkg.dev/acme-prod/apps/apo';
  },
  expect: {
    verdict: 'broken',
    code: 'image-not-found',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/apo',
      imageName: 'apo',
      near: 'api',
    },
    repair: {
      tool: 'gcloud',
      does: ['gcloud artifacts docker images list europe-west1-docker.pkg.dev/acme-prod/apps'],
    },
    says: ['api'],
  },
});
