import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const helmRepositoryWithoutProvider = scenario({
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
});
