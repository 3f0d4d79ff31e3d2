import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { scenario } from '../scenario.ts';

export const scanFailingInSeries = scenario({
  id: 'scan-failing-in-series',
  title: 'Flux is refused still; its event is a series, as the newer events API writes it',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, {
      since: 4000,
      lastSeconds: 40,
      count: 3120,
      series: true,
    });
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
