import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { pullSecret } from './pull-secret.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const secretOverridesWithoutProvider = scenario({
  id: 'secret-overrides-without-provider',
  title: 'a pull secret of an account without the right, and the object does not say provider: gcp',
  from: 'flux-v2',
  change(world) {
    world.cluster.objects.push(pullSecret(fluxNamespace, 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
    const spec = specOf(object(world, 'ImageRepository', fluxNamespace, 'api'));
    delete spec['provider'];
    spec['secretRef'] = { name: 'registry' };
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
        '-p \'{"spec":{"provider":"gcp","secretRef":null}}\'',
      ],
    },
    says: ['registry', 'api'],
  },
});
