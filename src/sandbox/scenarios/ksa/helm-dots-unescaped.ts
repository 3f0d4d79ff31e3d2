import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenarios } from '../scenario.ts';
import { ownedByHelmRelease } from './helm-release.ts';

export const ksaHelmDotsUnescaped = scenarios([
  {
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
  },
  {
    id: 'helm-dots-unescaped',
    title: 'helm-controller’s values have the annotation’s key split at its dots; the chart did not render',
    cases: ['B27'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      ownedByHelmRelease(
        world,
        {
          imageReflectionController: {
            serviceAccount: { annotations: { iam: { gke: { 'io/gcp-service-account': acme.gsa } } } },
          },
        },
        'Helm upgrade failed: json: cannot unmarshal object into Go struct field .metadata.annotations of type string',
      );
    },
    expect: {
      verdict: 'broken',
      code: 'helm-dots-unescaped',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        'place.kind': 'HelmRelease',
        'place.namespace': 'flux-system',
        'place.name': 'flux',
        'place.at': 'spec.values.imageReflectionController.serviceAccount.annotations.iam',
        'release.kind': 'HelmRelease',
        'release.namespace': 'flux-system',
        'release.name': 'flux',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system patch helmrelease flux'] },
      says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
      warns: ['owner-not-applying'],
    },
  },
]);
