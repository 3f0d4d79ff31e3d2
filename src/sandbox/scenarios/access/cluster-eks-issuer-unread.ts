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
  expect: {
    verdict: 'inconclusive',
    code: 'cluster-not-gke',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      context: 'arn:aws:eks:eu-central-1:111122223333:cluster/prod',
      node: 'aws:///eu-central-1a/i-0f3b5c7d9e1a2b4c6',
    },
    repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
    says: ['aws:///eu-central-1a/i-0f3b5c7d9e1a2b4c6', 'arn:aws:eks:eu-central-1:111122223333:cluster/prod'],
  },
});
