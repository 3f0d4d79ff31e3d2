import { acme } from '../../worlds/flux-v2.ts';
import { project, scenarios } from '../scenario.ts';

export const tokenApiDisabled = scenarios([
  {
    id: 'iam-credentials-off',
    title: 'the IAM Service Account Credentials API is off in the project',
    from: 'flux-v2',
    change(world) {
      const home = project(world, acme.cluster.project);
      home.services = home.services.filter((name) => name !== 'iamcredentials.googleapis.com');
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
  {
    id: 'sts-off',
    title: 'the Security Token Service API is off in the cluster’s project',
    from: 'flux-v2',
    change(world) {
      const home = project(world, acme.cluster.project);
      home.services = home.services.filter((name) => name !== 'sts.googleapis.com');
    },
    expect: {
      verdict: 'broken',
      code: 'api-disabled',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        service: 'sts.googleapis.com',
        consumer: 'projects/314159265358',
        as: 'KSA flux-system/image-reflector-controller',
      },
      repair: { tool: 'gcloud', does: ['gcloud services enable sts.googleapis.com'] },
      says: ['sts.googleapis.com'],
    },
  },
]);
