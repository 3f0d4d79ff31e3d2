import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods } from '../pod-specs.ts';
import { object, scenario, specOf } from '../scenario.ts';
import { runFlux } from '../other-flux.ts';

export const autologinFlagWorks = scenario({
  id: 'autologin-flag-works',
  title: 'Flux 2.5 logs in by the controller’s flag',
  from: 'flux-v2',
  change(world) {
    runFlux(world, 'v2.5.1');
    changePods(world, fluxNamespace, acme.controller, ({ containers: [manager] }) =>
      manager?.args?.push('--gcp-autologin-for-gcr'),
    );
    for (const name of ['api', 'web'])
      specOf(object(world, 'ImageRepository', fluxNamespace, name))['provider'] = 'generic';
  },
  expect: { verdict: 'healthy', code: null },
});
