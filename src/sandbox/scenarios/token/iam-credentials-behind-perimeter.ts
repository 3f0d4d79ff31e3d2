import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const iamCredentialsBehindPerimeter = scenario({
  id: 'iam-credentials-behind-perimeter',
  title: 'a perimeter keeps everyone outside from IAM Credentials; Flux is inside',
  from: 'flux-v2',
  change(world) {
    project(world, acme.cluster.project).perimeter = ['iamcredentials.googleapis.com'];
  },
  expect: {
    verdict: 'inconclusive',
    code: 'perimeter-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      host: 'iamcredentials.googleapis.com',
      as: 'KSA flux-system/image-reflector-controller',
    },
    repair: { tool: 'gcloud', does: ['gcloud logging read'] },
    says: ['iamcredentials.googleapis.com'],
  },
});
