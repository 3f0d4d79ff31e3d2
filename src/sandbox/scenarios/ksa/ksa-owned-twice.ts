import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { daysAgo } from '../../worlds/times.ts';
import { writtenBy } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const ksaOwnedTwice = scenario({
  id: 'ksa-owned-twice',
  title: 'Terraform and Flux both write the annotation',
  cases: ['B31'],
  from: 'flux-v2',
  change(world) {
    writtenBy(object(world, 'ServiceAccount', fluxNamespace, acme.controller), 'Terraform', daysAgo(20));
  },
  expect: { verdict: 'healthy', code: null, warns: ['ksa-owned-twice'] },
});
