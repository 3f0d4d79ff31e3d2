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
  expect: { verdict: 'broken', code: 'registry-host-unmatched' },
});
