import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const registryHostWithPort = scenario({
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
    repair: {
      tool: 'flux-wi',
      does: [
        'flux-wi doctor europe-west1-docker.pkg.dev/acme-prod/apps/api',
        '--image europe-west1-docker.pkg.dev/acme-prod/apps/api',
      ],
    },
    says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'europe-west1-docker.pkg.dev:443/acme-prod/apps/api'],
  },
});
