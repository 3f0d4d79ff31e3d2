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
  expect: { verdict: 'broken', code: 'image-reference-invalid' },
});
