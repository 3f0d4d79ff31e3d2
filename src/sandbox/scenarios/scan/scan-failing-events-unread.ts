import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { takeEvents } from '../access/rights.ts';
import { scenario } from '../scenario.ts';

export const scanFailingEventsUnread = scenario({
  id: 'scan-failing-events-unread',
  title: 'Flux was refused, and events may not be read',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 40 });
    takeEvents(world);
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
