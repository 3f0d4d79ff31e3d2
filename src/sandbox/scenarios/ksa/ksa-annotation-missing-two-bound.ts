import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { ksaMember, serviceAccount } from '../../worlds/google-project.ts';
import { annotateKsa } from '../annotations.ts';
import { project, scenario } from '../scenario.ts';

export const ksaAnnotationMissingTwoBound = scenario({
  id: 'ksa-annotation-missing-two-bound',
  title: 'the KSA names no service account, and the policies of two name the KSA',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    project(world, 'acme-prod').serviceAccounts['flux-images@acme-prod.iam.gserviceaccount.com'] = serviceAccount(
      '104857600000000000079',
      ksaMember('acme-prod', fluxNamespace, acme.controller),
    );
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
