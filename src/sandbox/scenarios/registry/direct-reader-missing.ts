import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';

export const directReaderMissing = scenario({
  id: 'direct-reader-missing',
  title: 'there is no GSA, and the repository’s policy does not name the KSA',
  from: 'direct',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
  },
  expect: {
    verdict: 'broken',
    code: 'ksa-annotation-missing',
    blames: { namespace: 'flux-system', ksa: 'image-reflector-controller' },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
      ],
    },
    says: ['image-reflector-controller'],
  },
});
