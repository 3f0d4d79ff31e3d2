import { acme } from '../../worlds/flux-v2.ts';
import { account, project, scenario } from '../scenario.ts';

export const gsaSuffixLeftOff = scenario({
  id: 'gsa-suffix-left-off',
  title: 'the account was made as image-reflector-gsa; the annotation leaves -gsa off',
  cases: ['B57'],
  from: 'flux-v2',
  change(world) {
    const accounts = project(world, acme.cluster.project).serviceAccounts;
    accounts['image-reflector-gsa@acme-prod.iam.gserviceaccount.com'] = account(world, acme.cluster.project, acme.gsa);
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
});
