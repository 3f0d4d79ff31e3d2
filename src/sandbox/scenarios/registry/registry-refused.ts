import { acme } from '../../worlds/flux-v2.ts';
import { project, repository, scenarios, takeReadings } from '../scenario.ts';
import { kmsKey } from './kms-key.ts';

const expected = {
  verdict: 'broken',
  code: 'registry-refused',
  blames: {
    identity: 'flux-system/image-reflector-controller',
    image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
  },
  repair: { tool: 'gcloud', does: ['gcloud artifacts repositories describe apps'] },
} as const;

export const registryRegistryRefused = scenarios([
  {
    id: 'repository-key-disabled',
    title: 'the key that the repository is encrypted with is disabled, and the operator may read nothing of Google’s',
    from: 'flux-v2',
    change(world) {
      const key = { ...kmsKey(acme.cluster.project), state: 'DISABLED' } as const;
      repository(world, acme.cluster.project, 'europe-west1/apps').kmsKey = key;
      takeReadings(world);
    },
    expect: {
      verdict: 'broken',
      code: 'registry-refused',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      },
      repair: { tool: 'gcloud', does: ['gcloud kms keys versions list'] },
    },
  },
  {
    id: 'repository-key-unusable-direct',
    title: 'the same where the KSA reads the registry directly, without a Google service account',
    from: 'direct',
    change(world) {
      const [project = ''] = Object.keys(world.google.projects);
      repository(world, project, 'europe-west1/apps').kmsKey = { ...kmsKey(project), agentMayUse: false };
    },
    expect: expected,
  },
  {
    id: 'repository-key-unusable',
    title: 'Artifact Registry’s own account may not use the key that the repository is encrypted with',
    from: 'flux-v2',
    change(world) {
      const key = { ...kmsKey(acme.cluster.project), agentMayUse: false };
      repository(world, acme.cluster.project, 'europe-west1/apps').kmsKey = key;
    },
    expect: expected,
  },
  {
    id: 'service-restricted',
    title: 'a policy of the organization keeps the registry’s project from using Artifact Registry',
    from: 'three-projects',
    change(world) {
      project(world, 'acme-artifacts').restrictedServices = ['artifactregistry.googleapis.com'];
    },
    expect: {
      verdict: 'broken',
      code: 'registry-refused',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-artifacts/apps/api',
      },
      repair: { tool: 'gcloud', does: ['gcloud resource-manager org-policies describe gcp.restrictServiceUsage'] },
    },
  },
]);
