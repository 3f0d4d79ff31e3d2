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
  expect: { verdict: 'broken', code: 'image-reference-invalid' },
});
