import { repository, scenario } from '../scenario.ts';
import { kmsKey } from './kms-key.ts';

export const repositoryKeyUnusableDirect = scenario({
  id: 'repository-key-unusable-direct',
  title: 'the same where the KSA reads the registry directly, without a Google service account',
  from: 'direct',
  change(world) {
    const [project = ''] = Object.keys(world.google.projects);
    repository(world, project, 'europe-west1/apps').kmsKey = { ...kmsKey(project), agentMayUse: false };
  },
  expect: {
    verdict: 'broken',
    code: 'registry-refused',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
    },
    repair: { tool: 'gcloud', does: ['gcloud artifacts repositories describe apps'] },
  },
});
