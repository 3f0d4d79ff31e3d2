import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { annotate } from '../annotations.ts';
import { object, scenarios } from '../scenario.ts';

export const accessQuotaProjectDenied = scenarios([
  {
    id: 'quota-project-denied',
    title: 'the KSA bills its tokens to a project that it may not use',
    from: 'flux-v2',
    change(world) {
      annotate(
        object(world, 'ServiceAccount', fluxNamespace, acme.controller),
        'iam.gke.io/credential-quota-project',
        'acme-billing',
      );
    },
    expect: {
      verdict: 'broken',
      code: 'quota-project-denied',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        project: 'acme-billing',
        as: 'KSA flux-system/image-reflector-controller',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/credential-quota-project-',
        ],
      },
      says: ['acme-billing'],
    },
  },
]);
