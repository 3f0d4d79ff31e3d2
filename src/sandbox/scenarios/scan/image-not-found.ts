import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenarios, specOf } from '../scenario.ts';

const repair = {
  tool: 'gcloud',
  does: ['gcloud artifacts docker images list europe-west1-docker.pkg.dev/acme-prod/apps'],
} as const;

export const scanImageNotFound = scenarios([
  {
    id: 'image-never-pushed',
    title: 'nothing like the image was ever pushed',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
        'europe-west1-docker.pkg.dev/acme-prod/apps/billing-frontend';
    },
    expect: {
      verdict: 'broken',
      code: 'image-not-found',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/billing-frontend',
        imageName: 'billing-frontend',
      },
      repair,
    },
  },
  {
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
      repair,
      says: ['api'],
    },
  },
]);
