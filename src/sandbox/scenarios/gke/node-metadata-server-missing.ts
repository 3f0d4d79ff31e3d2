import { withoutMetadataServer } from './cluster.ts';
import { scenario } from '../scenario.ts';

export const nodeMetadataServerMissing = scenario({
  id: 'node-metadata-server-missing',
  title: 'Workload Identity is on for the cluster, and off on its node pool',
  cases: ['B33'],
  from: 'flux-v2',
  change(world) {
    withoutMetadataServer(world);
  },
  expect: { verdict: 'broken', code: 'node-metadata-server-missing' },
});
