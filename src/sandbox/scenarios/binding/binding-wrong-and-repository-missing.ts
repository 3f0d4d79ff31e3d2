import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';
import { grantOnGsa, pool } from './policy.ts';

export const bindingWrongAndRepositoryMissing = scenario({
  id: 'binding-wrong-and-repository-missing',
  title: 'two breaks: the binding names another namespace, and the repository is not there',
  from: 'flux-v2',
  change(world) {
    grantOnGsa(world, { members: [`serviceAccount:${pool}[flux/${acme.controller}]`] });
    delete project(world, acme.cluster.project).repositories['europe-west1/apps'];
  },
  expect: {
    verdict: 'broken',
    code: 'binding-wrong-namespace',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      'found.member': 'serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud iam service-accounts add-iam-policy-binding image-reflector@acme-prod.iam.gserviceaccount.com',
        '--role=roles/iam.workloadIdentityUser',
        "--member='serviceAccount:acme-prod.svc.id.goog[flux-system/image-reflector-controller]'",
      ],
    },
    says: ['serviceAccount:acme-prod.svc.id.goog[flux/image-reflector-controller]', 'image-reflector-controller'],
    others: ['repository-not-found'],
  },
});
