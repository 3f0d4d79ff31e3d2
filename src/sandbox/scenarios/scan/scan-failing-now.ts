import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { scenario } from '../scenario.ts';

export const scanFailingNow = scenario({
  id: 'scan-failing-now',
  title: 'Flux has been refused for days and still is; every link can be proved',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 4000, lastSeconds: 40, count: 3120 });
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
    unknowns: ['scan-failing'],
  },
});
