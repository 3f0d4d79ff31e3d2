import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { scenario } from '../scenario.ts';

export const scanFailedHoursAgo = scenario({
  id: 'scan-failed-hours-ago',
  title: 'Flux was refused hours ago and has not tried since; the way over the metadata server is not proved',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 10_800 });
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
