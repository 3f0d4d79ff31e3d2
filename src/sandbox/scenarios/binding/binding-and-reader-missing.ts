import { acme } from '../../worlds/flux-v2.ts';
import { account, repository, scenario } from '../scenario.ts';

export const bindingAndReaderMissing = scenario({
  id: 'binding-and-reader-missing',
  title: 'two breaks: nobody bound the KSA, and the GSA may not read the repository',
  from: 'flux-v2',
  change(world) {
    account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings = [];
  },
  expect: {
    verdict: 'broken',
    code: 'binding-missing',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
        '--role=roles/iam.workloadIdentityUser',
        "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
      ],
    },
    says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
    others: ['repository-access-denied'],
  },
});
