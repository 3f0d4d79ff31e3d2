import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { account, object, project, scenarios } from '../scenario.ts';

export const gsaGsaMisspelled = scenarios([
  {
    id: 'gsa-misspelled',
    title: 'the annotation names the GSA with one letter wrong',
    from: 'flux-v2',
    change(world) {
      object(world, 'ServiceAccount', fluxNamespace, acme.controller).metadata.annotations = {
        [gsaAnnotation]: 'image-reflectar@acme-prod.iam.gserviceaccount.com',
      };
    },
    expect: {
      verdict: 'broken',
      code: 'gsa-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflectar@acme-prod.iam.gserviceaccount.com',
        near: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        ],
      },
      says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflectar@acme-prod.iam.gserviceaccount.com'],
    },
  },
  {
    id: 'gsa-name-from-empty-variable',
    title: 'the GSA’s name was built from a variable that was empty',
    cases: ['B55'],
    from: 'flux-v2',
    change(world) {
      const accounts = project(world, acme.cluster.project).serviceAccounts;
      accounts['prod-image-reflector@acme-prod.iam.gserviceaccount.com'] = account(
        world,
        acme.cluster.project,
        acme.gsa,
      );
      delete accounts[acme.gsa];
      object(world, 'ServiceAccount', fluxNamespace, acme.controller).metadata.annotations = {
        [gsaAnnotation]: '-image-reflector@acme-prod.iam.gserviceaccount.com',
      };
    },
    expect: {
      verdict: 'broken',
      code: 'gsa-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: '-image-reflector@acme-prod.iam.gserviceaccount.com',
        near: 'prod-image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=prod-image-reflector@acme-prod.iam.gserviceaccount.com',
        ],
      },
      says: [
        'prod-image-reflector@acme-prod.iam.gserviceaccount.com',
        '-image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
  },
  {
    id: 'gsa-suffix-left-off',
    title: 'the account was made as image-reflector-gsa; the annotation leaves -gsa off',
    cases: ['B57'],
    from: 'flux-v2',
    change(world) {
      const accounts = project(world, acme.cluster.project).serviceAccounts;
      accounts['image-reflector-gsa@acme-prod.iam.gserviceaccount.com'] = account(
        world,
        acme.cluster.project,
        acme.gsa,
      );
      delete accounts[acme.gsa];
    },
    expect: {
      verdict: 'broken',
      code: 'gsa-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        near: 'image-reflector-gsa@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector-gsa@acme-prod.iam.gserviceaccount.com',
        ],
      },
      says: [
        'image-reflector-gsa@acme-prod.iam.gserviceaccount.com',
        'image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
  },
]);
