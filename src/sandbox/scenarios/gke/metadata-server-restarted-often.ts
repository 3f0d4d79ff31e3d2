import { serverPods } from './cluster.ts';
import type { PodStatus } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const metadataServerRestartedOften = scenario({
  id: 'metadata-server-restarted-often',
  title: 'the metadata server has restarted many times, and scans succeed',
  from: 'flux-v2',
  change(world) {
    for (const pod of serverPods(world))
      for (const container of (pod['status'] as PodStatus).containerStatuses ?? []) container.restartCount = 23;
  },
  expect: { verdict: 'healthy', code: null, warns: ['metadata-server-unhealthy'] },
});
