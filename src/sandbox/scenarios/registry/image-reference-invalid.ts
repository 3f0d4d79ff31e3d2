import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenarios, specOf } from '../scenario.ts';

export const registryImageReferenceInvalid = scenarios([
  {
    id: 'registry-host-mistyped',
    title: 'an image is named under a host of gcr.io that serves no project',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] = 'europe.gcr.io/acme-prod/api';
    },
    expect: {
      verdict: 'broken',
      code: 'image-reference-invalid',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        kind: 'ImageRepository',
        namespace: 'flux-system',
        name: 'api',
        image: 'europe.gcr.io/acme-prod/api',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system get imagerepository api'] },
      says: ['europe.gcr.io/acme-prod/api', 'api'],
    },
  },
]);
