import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { objectLevelGate } from '../../worlds/flux-v2-object.ts';
import { runFlux } from '../other-flux.ts';
import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';
import type { World } from '../../world.ts';

/** As the release notes of Flux 2.10 say: the gate is taken off. */
function upgrade(world: World, release: 'v2.10.1' | 'v2.13.0', ...args: string[]): void {
  runFlux(world, release);
  for (const controller of [acme.controller, 'source-controller'])
    changePods(world, fluxNamespace, controller, ({ containers: [manager] }) => {
      if (manager !== undefined)
        manager.args = [...(manager.args ?? []).filter((arg) => arg !== objectLevelGate), ...args];
    });
}

export const objectIdentityWithoutGate = scenario({
  id: 'object-identity-flux-2.10',
  title: 'Flux 2.10, where objects have identities of their own without the feature gate',
  from: 'flux-v2-object',
  change: (world) => upgrade(world, 'v2.10.1'),
  expect: { verdict: 'healthy', code: null },
});

export const lockdownWithoutGate = scenario({
  id: 'object-identity-flux-2.10-lockdown',
  title: 'Flux 2.10 with --default-service-account, which wants no feature gate any more',
  from: 'flux-v2-object',
  change: (world) => upgrade(world, 'v2.10.1', '--default-service-account=default'),
  expect: { verdict: 'healthy', code: null },
});

export const identityInNewerFlux = scenario({
  id: 'object-identity-newer-flux',
  title: 'a Flux newer than any that was read, with flags that the newest one read would not take',
  from: 'flux-v2-object',
  change: (world) => upgrade(world, 'v2.13.0', '--default-service-account=default'),
  expect: { verdict: 'healthy', code: null },
});
