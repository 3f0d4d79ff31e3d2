import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const helmDotsRendered = scenario({
  id: 'helm-dots-rendered',
  title: 'a chart that quotes has rendered the split key: iam, with a map as its text',
  cases: ['B27'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotate(
      object(world, 'ServiceAccount', fluxNamespace, acme.controller),
      'iam',
      `map[gke:map[io/gcp-service-account:${acme.gsa}]]`,
    );
  },
  expect: {
    verdict: 'broken',
    code: 'helm-dots-unescaped',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      'place.kind': 'ServiceAccount',
      'place.name': 'image-reflector-controller',
      'place.namespace': 'flux-system',
      'place.at': 'metadata.annotations.iam',
      'release.kind': 'helm',
      'release.namespace': 'flux-system',
      'release.name': 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
    says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
  },
});
