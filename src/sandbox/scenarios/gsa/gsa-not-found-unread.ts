import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario, takeReadings } from '../scenario.ts';

export const gsaNotFoundUnread = scenario({
  id: 'gsa-not-found-unread',
  title: 'the GSA was deleted, and the operator may read nothing of Google’s',
  from: 'flux-v2',
  change(world) {
    delete project(world, acme.cluster.project).serviceAccounts[acme.gsa];
    takeReadings(world);
  },
  expect: {
    verdict: 'broken',
    code: 'gsa-not-found',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      project: 'acme-prod',
    },
    repair: { tool: 'gcloud', does: ['gcloud iam service-accounts create image-reflector'] },
    says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
  },
});
