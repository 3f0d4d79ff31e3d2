import { fluxSaid } from '../flux-said.ts';
import { denied } from './refusals.ts';
import { scenario } from '../scenario.ts';

export const scanFailingWithoutEvents = scenario({
  id: 'scan-failing-without-events',
  title: 'Flux was refused, and no event tells when it last was',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 4000, lastSeconds: null });
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
