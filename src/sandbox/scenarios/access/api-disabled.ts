import { acme } from '../../worlds/flux-v2.ts';
import { project, scenarios } from '../scenario.ts';

export const accessApiDisabled = scenarios([
  {
    id: 'api-disabled',
    title: 'the IAM Service Account Credentials API is off',
    from: 'flux-v2',
    change(world) {
      const acmeProd = project(world, acme.cluster.project);
      acmeProd.services = acmeProd.services.filter((service) => service !== 'iamcredentials.googleapis.com');
    },
    expect: {
      verdict: 'broken',
      code: 'api-disabled',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        service: 'iamcredentials.googleapis.com',
        consumer: 'projects/314159265358',
        as: 'KSA flux-system/image-reflector-controller',
      },
      repair: { tool: 'gcloud', does: ['gcloud services enable iamcredentials.googleapis.com'] },
      says: ['iamcredentials.googleapis.com'],
    },
  },
]);
