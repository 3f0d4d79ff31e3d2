import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const gsaNotFound = scenario({
  id: 'gsa-not-found',
  title: 'the GSA that the annotation names was deleted',
  from: 'flux-v2',
  change(world) {
    delete project(world, acme.cluster.project).serviceAccounts[acme.gsa];
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
