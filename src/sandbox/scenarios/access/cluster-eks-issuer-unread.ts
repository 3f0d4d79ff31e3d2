import { scenario, takeMinting } from '../scenario.ts';
import { eks, moveTo } from './outside-gke.ts';

export const clusterEksIssuerUnread = scenario({
  id: 'cluster-eks-issuer-unread',
  title: 'an EKS cluster, known by its nodes: no token may be minted',
  from: 'flux-v2',
  change(world) {
    moveTo(world, eks);
    takeMinting(world);
  },
  expect: { verdict: 'inconclusive', code: 'cluster-not-gke' },
});
