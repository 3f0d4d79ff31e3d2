import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { pullSecret } from './pull-secret.ts';
import { object, scenario, specOf } from '../scenario.ts';
import { runFlux } from '../other-flux.ts';

export const secretOverridesAndWorks = scenario({
  id: 'secret-overrides-and-works',
  title: 'a pull secret stands before the identity and lets Flux 2.6 in',
  from: 'flux-v2',
  change(world) {
    runFlux(world, 'v2.6.4');
    world.cluster.objects.push(pullSecret(fluxNamespace, 'registry', acme.gsa));
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['secretRef'] = { name: 'registry' };
  },
  expect: { verdict: 'healthy', code: null, warns: ['secret-overrides-identity'] },
});
