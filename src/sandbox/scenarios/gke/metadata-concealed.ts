import { withoutMetadataServer } from './cluster.ts';
import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const metadataConcealed = scenario({
  id: 'metadata-concealed',
  title: 'the node pool is in the concealment mode of old, which excludes Workload Identity',
  cases: ['B35'],
  from: 'flux-v2',
  change(world) {
    withoutMetadataServer(world);
    fluxSaid(
      world,
      'ImageRepository',
      'AuthenticationFailed',
      'failed to configure authentication options: The request is rejected. Please check if the metadata server is concealed.',
    );
  },
  expect: { verdict: 'broken', code: 'node-metadata-server-missing' },
});
