import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const registryHostSovereign = scenario({
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
    blames: { identity: 'flux-system/image-reflector-controller', image: 'docker.s3nsregistry.fr/acme-prod/apps/api' },
    repair: { tool: 'flux-wi', does: ['flux-wi doctor --image'] },
    says: ['docker.s3nsregistry.fr/acme-prod/apps/api'],
  },
});
