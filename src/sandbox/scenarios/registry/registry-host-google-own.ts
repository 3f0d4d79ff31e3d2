import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const registryHostGoogleOwn = scenario({
  id: 'registry-host-google-own',
  title: 'Flux logs in to a public mirror of Google’s, which takes any token',
  from: 'flux-v2',
  change(world) {
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['image'] = 'mirror.gcr.io/library/nginx';
  },
  expect: { verdict: 'healthy', code: null },
});
