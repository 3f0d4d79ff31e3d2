import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { ownedByHelmRelease } from './helm-release.ts';
import { annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const helmDotsUnescaped = scenario({
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
});
