import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const providerNotGoogle = scenario({
  id: 'provider-not-google',
  title: 'the ImageRepositories do not say provider: gcp, and so nobody is shown to the registry',
  cases: ['B113', 'B119'],
  from: 'flux-v2',
  change(world) {
    for (const name of ['api', 'web'])
      specOf(object(world, 'ImageRepository', fluxNamespace, name))['provider'] = 'generic';
  },
  expect: { verdict: 'broken', code: 'provider-not-google' },
});
