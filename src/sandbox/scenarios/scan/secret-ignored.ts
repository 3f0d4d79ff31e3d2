import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { pullSecret } from './pull-secret.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const secretIgnored = scenario({
  id: 'secret-ignored',
  title: 'an ImageRepository names a pull secret, which Flux 2.7 ignores',
  from: 'flux-v2',
  change(world) {
    world.cluster.objects.push(pullSecret(fluxNamespace, 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
    specOf(object(world, 'ImageRepository', fluxNamespace, 'api'))['secretRef'] = { name: 'registry' };
  },
  expect: { verdict: 'healthy', code: null, warns: ['secret-ignored'] },
});
