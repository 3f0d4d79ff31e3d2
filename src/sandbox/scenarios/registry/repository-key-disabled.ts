import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario, takeReadings } from '../scenario.ts';
import { kmsKey } from './kms-key.ts';

export const repositoryKeyDisabled = scenario({
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
});
