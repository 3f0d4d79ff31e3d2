import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const imageReferenceWithoutRepository = scenario({
  id: 'image-reference-without-repository',
  title: 'the repository was left out of an image',
  cases: ['B91'],
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
      'europe-west1-docker.pkg.dev/acme-prod/api';
  },
  expect: { verdict: 'broken', code: 'image-reference-invalid' },
});
