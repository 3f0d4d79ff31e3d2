import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';
import { kmsKey } from './kms-key.ts';

export const repositoryKeyInOrder = scenario({
  id: 'repository-key-in-order',
  title: 'the repository is encrypted with a key of the customer’s own, which is in order',
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').kmsKey = kmsKey(acme.cluster.project);
  },
  expect: { verdict: 'healthy', code: null },
});
