import { takeAccessReviews } from '../access/rights.ts';
import { fluxSaid } from '../flux-said.ts';
import { impersonationRefused } from './refusals.ts';
import { scenario } from '../scenario.ts';

export const objectScanRefusedByIam = scenario({
  id: 'object-scan-refused-by-iam',
  title: 'IAM refuses the KSA of an object, so the controller had minted its token; whether it may, cannot be asked',
  from: 'flux-v2-object',
  change(world) {
    takeAccessReviews(world);
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', impersonationRefused, {
      since: 30,
      lastSeconds: 40,
      count: 9,
    });
  },
  expect: {
    verdict: 'inconclusive',
    code: 'scan-failing',
    blames: {
      identity: 'team-a/registry-reader@object',
      target: 'europe-west1-docker.pkg.dev/acme-prod/team-a/api',
      kind: 'ImageRepository',
      namespace: 'team-a',
      name: 'api',
    },
    repair: { tool: 'flux', does: ['flux reconcile image repository api -n team-a'] },
    says: ['api'],
  },
});
