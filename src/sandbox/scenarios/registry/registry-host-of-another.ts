import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const registryHostOfAnother = scenario({
  id: 'registry-host-of-another',
  title: 'one image is on a registry of somebody else, and asks for no login of Google’s',
  from: 'flux-v2',
  change(world) {
    const spec = specOf(object(world, 'ImageRepository', fluxNamespace, 'api'));
    spec['image'] = 'ghcr.io/acme/api';
    spec['provider'] = 'generic';
  },
  expect: { verdict: 'healthy', code: null },
});
