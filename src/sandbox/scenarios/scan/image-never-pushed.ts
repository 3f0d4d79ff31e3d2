import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const imageNeverPushed = scenario({
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
    repair: {
      tool: 'gcloud',
      does: ['gcloud artifacts docker images list europe-west1-docker.pkg.dev/acme-prod/apps'],
    },
  },
});
