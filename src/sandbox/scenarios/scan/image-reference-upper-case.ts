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
  expect: { verdict: 'broken', code: 'image-reference-invalid' },
});
