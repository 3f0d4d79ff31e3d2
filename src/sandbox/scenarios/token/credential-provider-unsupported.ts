import type { World } from '../../world.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { objectLevelGate } from '../../worlds/flux-v2-object.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { runFlux } from '../other-flux.ts';
import { changePods } from '../pod-specs.ts';
import { object, scenarios } from '../scenario.ts';

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

export const tokenCredentialProviderUnsupported = scenarios([
  {
    id: 'object-identity-spiffe',
    title: 'the tenant’s KSA has Flux 2.10 ask SPIFFE for its credential, a way that is not walked',
    from: 'flux-v2-object',
    change(world) {
      upgrade(world, 'v2.10.1');
      annotate(world, {
        'credential.auth.fluxcd.io/provider': 'spiffe',
        'credential.auth.fluxcd.io/type': 'jwt',
      });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'credential-provider-unsupported',
      blames: {
        identity: 'team-a/registry-reader@object',
        namespace: 'team-a',
        ksa: 'registry-reader',
        value: 'spiffe',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n team-a get imagerepositories,ocirepositories'] },
      says: ['spiffe', 'registry-reader'],
    },
  },
  {
    id: 'object-identity-custom-audience',
    title: 'the tenant’s KSA names an audience of its own, which Flux 2.10 refuses for GKE’s pool',
    from: 'flux-v2-object',
    change(world) {
      upgrade(world, 'v2.10.1');
      annotate(world, { 'credential.auth.fluxcd.io/audiences': 'registry.example.com' });
    },
    expect: {
      verdict: 'broken',
      code: 'credential-provider-unsupported',
      blames: {
        identity: 'team-a/registry-reader@object',
        namespace: 'team-a',
        ksa: 'registry-reader',
        value: 'registry.example.com',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n team-a get imagerepositories,ocirepositories'] },
      says: ['registry.example.com', 'registry-reader'],
    },
  },
]);
