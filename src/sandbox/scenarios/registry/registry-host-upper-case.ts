import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const registryHostUpperCase = scenario({
  id: 'registry-host-upper-case',
  title: 'an image is named with its location in capitals, which Flux and the registry take',
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] =
      'EUROPE-WEST1-docker.pkg.dev/acme-prod/apps/api';
  },
  expect: { verdict: 'healthy', code: null },
});
