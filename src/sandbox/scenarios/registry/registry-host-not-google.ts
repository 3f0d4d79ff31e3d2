import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const registryHostNotGoogle = scenario({
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
});
