import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const registryHostRegional = scenario({
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
    repair: {
      tool: 'flux-wi',
      does: [
        'flux-wi doctor europe-west1-docker.pkg.dev/acme-prod/apps/api',
        '--image europe-west1-docker.pkg.dev/acme-prod/apps/api',
      ],
    },
    says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api', 'docker.europe-west1.rep.pkg.dev/acme-prod/apps/api'],
  },
});
