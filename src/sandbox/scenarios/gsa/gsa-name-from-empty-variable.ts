import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { account, object, project, scenario } from '../scenario.ts';

export const gsaNameFromEmptyVariable = scenario({
  id: 'gsa-name-from-empty-variable',
  title: 'the GSA’s name was built from a variable that was empty',
  cases: ['B55'],
  from: 'flux-v2',
  change(world) {
    const accounts = project(world, acme.cluster.project).serviceAccounts;
    accounts['prod-image-reflector@acme-prod.iam.gserviceaccount.com'] = account(world, acme.cluster.project, acme.gsa);
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
});
