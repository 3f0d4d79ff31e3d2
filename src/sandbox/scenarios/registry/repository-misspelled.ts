import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const repositoryMisspelled = scenario({
  id: 'repository-misspelled',
  title: 'the images name repository app; it is apps',
  from: 'flux-v2',
  change(world) {
    for (const name of ['api', 'web'])
      specOf(object(world, 'ImageRepository', fluxNamespace, name))['image'] =
        `europe-west1-docker.pkg.dev/acme-prod/app/${name}`;
  },
  expect: {
    verdict: 'broken',
    code: 'repository-not-found',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/app/api',
      near: 'europe-west1/apps',
    },
    repair: {
      tool: 'flux-wi',
      does: ['gcloud artifacts repositories list', '--image europe-west1-docker.pkg.dev/acme-prod/apps/api'],
    },
    says: ['europe-west1/apps'],
  },
});
