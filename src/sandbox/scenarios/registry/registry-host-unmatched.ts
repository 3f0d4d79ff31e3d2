import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenarios, specOf } from '../scenario.ts';

const repair = {
  tool: 'flux-wi',
  does: [
    'flux-wi doctor europe-west1-docker.pkg.dev/acme-prod/apps/api',
    '--image europe-west1-docker.pkg.dev/acme-prod/apps/api',
  ],
} as const;

export const registryRegistryHostUnmatched = scenarios([
  {
    id: 'registry-host-not-google',
    title: 'an object asks for the login of Google on a registry of somebody else',
    from: 'flux-v2',
    change(world) {
      specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] = 'evilgcr.io/acme-prod/api';
    },
    expect: {
      verdict: 'broken',
      code: 'registry-host-unmatched',
      blames: { identity: 'flux-system/image-reflector-controller', image: 'evilgcr.io/acme-prod/api' },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor', '--image "${IMAGE:?the'] },
      says: ['evilgcr.io/acme-prod/api'],
    },
  },
  {
    id: 'registry-host-regional',
    title: 'the images’ host is Artifact Registry’s regional endpoint, which Flux does not know',
    from: 'flux-v2',
    change(world) {
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['image'] =
          `docker.europe-west1.rep.pkg.dev/acme-prod/apps/${name}`;
    },
    expect: {
      verdict: 'broken',
      code: 'registry-host-unmatched',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'docker.europe-west1.rep.pkg.dev/acme-prod/apps/api',
        suggestion: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      },
      repair,
      says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'docker.europe-west1.rep.pkg.dev/acme-prod/apps/api'],
    },
  },
  {
    id: 'registry-host-sovereign',
    title: 'the images’ host is the sovereign cloud’s, which this Flux does not know',
    cases: ['B83'],
    from: 'flux-v2',
    change(world) {
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['image'] =
          `docker.s3nsregistry.fr/acme-prod/apps/${name}`;
    },
    expect: {
      verdict: 'broken',
      code: 'registry-host-unmatched',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'docker.s3nsregistry.fr/acme-prod/apps/api',
      },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor --image'] },
      says: ['docker.s3nsregistry.fr/acme-prod/apps/api'],
    },
  },
  {
    id: 'registry-host-with-port',
    title: 'the images’ host carries a port, and so Flux does not take it for Google’s',
    from: 'flux-v2',
    change(world) {
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['image'] =
          `europe-west1-docker.pkg.dev:443/acme-prod/apps/${name}`;
    },
    expect: {
      verdict: 'broken',
      code: 'registry-host-unmatched',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev:443/acme-prod/apps/api',
        suggestion: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      },
      repair,
      says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'europe-west1-docker.pkg.dev:443/acme-prod/apps/api'],
    },
  },
]);
