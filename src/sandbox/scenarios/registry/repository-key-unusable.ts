import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';
import { kmsKey } from './kms-key.ts';

export const repositoryKeyUnusable = scenario({
  id: 'repository-key-unusable',
  title: 'Artifact Registry’s own account may not use the key that the repository is encrypted with',
  from: 'flux-v2',
  change(world) {
    const key = { ...kmsKey(acme.cluster.project), agentMayUse: false };
    repository(world, acme.cluster.project, 'europe-west1/apps').kmsKey = key;
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
