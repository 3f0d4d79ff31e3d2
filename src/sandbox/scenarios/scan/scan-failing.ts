import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const scanFailing = scenario({
  id: 'scan-failing',
  title: 'Flux fails with words that nobody knows',
  from: 'flux-v2',
  change(world) {
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', 'scan failed: the tag database is locked');
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
