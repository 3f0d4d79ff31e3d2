import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { runFlux } from '../other-flux.ts';
import { changePods } from '../pod-specs.ts';
import { object, scenarios, specOf } from '../scenario.ts';

const expected = {
  verdict: 'broken',
  code: 'provider-not-google',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
    kind: 'ImageRepository',
    namespace: 'flux-system',
    name: 'api',
    provider: 'generic',
  },
  repair: {
    tool: 'kubectl',
    does: [
      'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
      '-p \'{"spec":{"provider":"gcp"}}\'',
    ],
  },
  says: ['generic', 'api'],
} as const;

export const scanProviderNotGoogle = scenarios([
  {
    id: 'autologin-flag-ignored',
    title: 'Flux 0.40 takes the login flag and ignores it; the objects do not say provider: gcp',
    cases: ['B101'],
    from: 'flux-v2',
    change(world) {
      runFlux(world, 'v0.40.2');
      changePods(world, fluxNamespace, acme.controller, ({ containers: [manager] }) =>
        manager?.args?.push('--gcp-autologin-for-gcr'),
      );
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['provider'] = 'generic';
    },
    expect: expected,
  },
  {
    id: 'helm-repository-without-provider',
    title: 'a HelmRepository does not say provider: gcp',
    cases: ['B97'],
    from: 'many',
    change(world) {
      specOf(object(world, 'HelmRepository', fluxNamespace, 'charts'))['provider'] = 'generic';
    },
    expect: {
      verdict: 'broken',
      code: 'provider-not-google',
      blames: {
        identity: 'flux-system/source-controller',
        target: 'europe-west1-docker.pkg.dev/acme-prod/charts/podinfo',
        kind: 'HelmChart',
        namespace: 'flux-system',
        name: 'flux-system-podinfo',
        provider: 'generic',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system patch helmrepository', '-p \'{"spec":{"provider":"gcp"}}\''],
      },
      says: ['generic', 'flux-system-podinfo'],
    },
  },
  {
    id: 'provider-absent',
    title: 'one object names no provider, which its definition takes for generic',
    from: 'flux-v2',
    change(world) {
      delete specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['provider'];
    },
    expect: expected,
  },
  {
    id: 'provider-not-google',
    title: 'the ImageRepositories do not say provider: gcp, and so nobody is shown to the registry',
    cases: ['B113', 'B119'],
    from: 'flux-v2',
    change(world) {
      for (const name of ['api', 'web'])
        specOf(object(world, 'ImageRepository', fluxNamespace, name))['provider'] = 'generic';
    },
    expect: expected,
  },
]);
