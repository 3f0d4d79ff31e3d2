import { acme } from '../../worlds/flux-v2.ts';
import { poolPrincipal } from '../binding/policy.ts';
import { repository, scenarios } from '../scenario.ts';

export const registryKsaAnnotationMissing = scenarios([
  {
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
  },
  {
    id: 'direct-reader-other-ksa',
    title: 'there is no GSA, and the repository’s policy names another controller of the namespace',
    from: 'direct',
    change(world) {
      repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [
        {
          role: 'roles/artifactregistry.reader',
          members: [poolPrincipal('subject/ns/flux-system/sa/source-controller')],
        },
      ];
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
  },
]);
