import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { objectLevelGate } from '../../worlds/flux-v2-object.ts';
import { runFlux } from '../other-flux.ts';
import { changePods } from '../pod-specs.ts';
import { object, scenario } from '../scenario.ts';
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

/** Annotates the tenant's KSA. */
function annotate(world: World, annotations: Readonly<Record<string, string>>): void {
  const { metadata } = object(world, 'ServiceAccount', 'team-a', 'registry-reader');
  metadata.annotations = { ...metadata.annotations, ...annotations };
}

export const credentialFromSpiffe = scenario({
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
    blames: { identity: 'team-a/registry-reader@object', namespace: 'team-a', ksa: 'registry-reader', value: 'spiffe' },
    repair: { tool: 'kubectl', does: ['kubectl -n team-a get imagerepositories,ocirepositories'] },
    says: ['spiffe', 'registry-reader'],
  },
});

export const customAudience = scenario({
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
});

export const kubernetesCredential = scenario({
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
});

export const credentialIgnored = scenario({
  id: 'object-identity-credential-ignored',
  title: 'the same annotation of SPIFFE before Flux 2.10, which does not know it',
  from: 'flux-v2-object',
  change(world) {
    annotate(world, { 'credential.auth.fluxcd.io/provider': 'spiffe' });
  },
  expect: { verdict: 'healthy', code: null },
});
