import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { pullSecret } from './pull-secret.ts';
import { object, scenario, specOf } from '../scenario.ts';
import { runFlux } from '../other-flux.ts';

export const secretOverridesIdentity = scenario({
  id: 'secret-overrides-identity',
  title: 'a pull secret of another account stands before the identity, as Flux 2.6 has it',
  cases: ['B117'],
  from: 'flux-v2',
  change(world) {
    runFlux(world, 'v2.6.4');
    world.cluster.objects.push(pullSecret(fluxNamespace, 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['secretRef'] = { name: 'registry' };
  },
  expect: {
    verdict: 'broken',
    code: 'secret-overrides-identity',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
      secret: 'registry',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system patch imagerepository.image.toolkit.fluxcd.io api',
        '-p \'{"spec":{"secretRef":null}}\'',
      ],
    },
    says: ['registry', 'api'],
  },
});
