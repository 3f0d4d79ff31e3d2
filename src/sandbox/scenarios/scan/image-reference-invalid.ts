import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenarios, specOf } from '../scenario.ts';

const repair = {
  tool: 'kubectl',
  does: [
    'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
    '-p \'{"spec":{"image":"europe-west1-docker.pkg.dev/acme-prod/apps/api"}}\'',
  ],
} as const;

export const scanImageReferenceInvalid = scenarios([
  {
    id: 'image-reference-upper-case',
    title: 'an image is written with a capital letter',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
        'europe-west1-docker.pkg.dev/acme-prod/apps/Api';
    },
    expect: {
      verdict: 'broken',
      code: 'image-reference-invalid',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        kind: 'ImageRepository',
        namespace: 'flux-system',
        name: 'api',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/Api',
        suggestion: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      },
      repair,
      says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'europe-west1-docker.pkg.dev/acme-prod/apps/Api'],
    },
  },
  {
    id: 'image-reference-with-scheme',
    title: 'an image begins with https://',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
        'https://europe-west1-docker.pkg.dev/acme-prod/apps/api';
    },
    expect: {
      verdict: 'broken',
      code: 'image-reference-invalid',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        kind: 'ImageRepository',
        namespace: 'flux-system',
        name: 'api',
        image: 'https://europe-west1-docker.pkg.dev/acme-prod/apps/api',
        suggestion: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      },
      repair,
      says: [
        'europe-west1-docker.pkg.dev/acme-prod/apps/api',
        'https://europe-west1-docker.pkg.dev/acme-prod/apps/api',
      ],
    },
  },
  {
    id: 'image-reference-with-tag',
    title: 'an image ends with a tag',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
        'europe-west1-docker.pkg.dev/acme-prod/apps/api:1.0.0';
    },
    expect: {
      verdict: 'broken',
      code: 'image-reference-invalid',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        kind: 'ImageRepository',
        namespace: 'flux-system',
        name: 'api',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api:1.0.0',
        suggestion: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      },
      repair,
      says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'europe-west1-docker.pkg.dev/acme-prod/apps/api:1.0.0'],
    },
  },
  {
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
  },
]);
