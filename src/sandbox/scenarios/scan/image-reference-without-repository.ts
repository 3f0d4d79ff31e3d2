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
  expect: {
    verdict: 'broken',
    code: 'image-reference-invalid',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
      image: 'europe-west1-docker.pkg.dev/acme-prod/api',
    },
    repair: { tool: 'kubectl', does: ['kubectl -n flux-system get imagerepository api'] },
    says: ['europe-west1-docker.pkg.dev/acme-prod/api', 'api'],
  },
});
