import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { annotatedAt } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const scanFailingSinceChange = scenario({
  id: 'scan-failing-since-change',
  title: 'the KSA was annotated, and Flux was refused again after that',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 40, count: 40 });
    annotatedAt(object(world, 'ServiceAccount', fluxNamespace, acme.controller), minutesAgo(9));
  },
  expect: {
    verdict: 'inconclusive',
    code: 'scan-failing',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
    },
    repair: { tool: 'flux', does: ['flux reconcile image repository api -n flux-system'] },
    says: ['api'],
  },
});
