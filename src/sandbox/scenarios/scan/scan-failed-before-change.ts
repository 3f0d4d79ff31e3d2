import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { annotatedAt } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const scanFailedBeforeChange = scenario({
  id: 'scan-failed-before-change',
  title: 'the KSA was annotated after the last failure, and Flux has not scanned again yet',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 180, count: 40 });
    annotatedAt(object(world, 'ServiceAccount', fluxNamespace, acme.controller), minutesAgo(1));
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-failing', 'workload-predates-annotation'] },
});
