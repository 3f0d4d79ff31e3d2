import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const perimeterFromOutside = scenario({
  id: 'perimeter-from-outside',
  title: 'a perimeter keeps everyone outside from the registry; Flux is inside',
  from: 'flux-v2',
  change(world) {
    project(world, acme.cluster.project).perimeter = ['artifactregistry.googleapis.com'];
  },
  expect: {
    verdict: 'inconclusive',
    code: 'perimeter-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      host: 'europe-west1-docker.pkg.dev',
      as: 'GSA image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: { tool: 'gcloud', does: ['gcloud logging read'] },
    says: ['europe-west1-docker.pkg.dev'],
  },
});
