import type { World } from '../../world.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { objectLevelGate } from '../../worlds/flux-v2-object.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { runFlux } from '../other-flux.ts';
import { changePods } from '../pod-specs.ts';
import { account, object, scenarios, takeMinting } from '../scenario.ts';

/** As the release notes of Flux 2.10 say: the gate is taken off. */
function upgrade(world: World, release: 'v2.10.1' | 'v2.13.0', ...args: string[]): void {
  runFlux(world, release);
  for (const controller of [acme.controller, 'source-controller'])
    changePods(world, fluxNamespace, controller, ({ containers: [manager] }) => {
      if (manager !== undefined)
        manager.args = [...(manager.args ?? []).filter((arg) => arg !== objectLevelGate), ...args];
    });
}

/** Annotates the tenant's KSA. */
function annotate(world: World, annotations: Readonly<Record<string, string>>): void {
  const { metadata } = object(world, 'ServiceAccount', 'team-a', 'registry-reader');
  metadata.annotations = { ...metadata.annotations, ...annotations };
}

export const tokenHealthy = scenarios([
  {
    id: 'object-identity-flux-2.10',
    title: 'Flux 2.10, where objects have identities of their own without the feature gate',
    from: 'flux-v2-object',
    change: (world) => upgrade(world, 'v2.10.1'),
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'object-identity-flux-2.10-lockdown',
    title: 'Flux 2.10 with --default-service-account, which wants no feature gate any more',
    from: 'flux-v2-object',
    change: (world) => upgrade(world, 'v2.10.1', '--default-service-account=default'),
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'object-identity-newer-flux',
    title: 'a Flux newer than any that was read, with flags that the newest one read would not take',
    from: 'flux-v2-object',
    change: (world) => upgrade(world, 'v2.13.0', '--default-service-account=default'),
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'object-identity-kubernetes-credential',
    title: 'the same with provider kubernetes and type jwt, which is what Flux does anyhow',
    from: 'flux-v2-object',
    change(world) {
      upgrade(world, 'v2.10.1');
      annotate(world, {
        'credential.auth.fluxcd.io/provider': 'kubernetes',
        'credential.auth.fluxcd.io/type': 'jwt',
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'object-identity-credential-ignored',
    title: 'the same annotation of SPIFFE before Flux 2.10, which does not know it',
    from: 'flux-v2-object',
    change(world) {
      annotate(world, { 'credential.auth.fluxcd.io/provider': 'spiffe' });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'operator-proves',
    title: 'the operator may mint no token of the KSA, and may become the GSA',
    from: 'flux-v2',
    change(world) {
      takeMinting(world);
      account(world, acme.cluster.project, acme.gsa).policy.bindings.push({
        role: 'roles/iam.serviceAccountTokenCreator',
        members: [`user:${world.operator.account}`],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
