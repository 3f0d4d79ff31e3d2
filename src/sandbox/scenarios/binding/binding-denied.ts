import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';
import { denyBecoming, poolPrincipal, subject } from './policy.ts';

export const bindingDenied = scenario({
  id: 'binding-denied',
  title: 'a deny policy on the project keeps the KSA from becoming any account',
  from: 'flux-v2',
  change(world) {
    project(world, acme.cluster.project).deny.push(denyBecoming('no-federated-tokens', poolPrincipal(subject)));
  },
  expect: {
    verdict: 'broken',
    code: 'binding-denied',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      policy: 'policies/cloudresourcemanager.googleapis.com%2Fprojects%2F314159265358/denypolicies/no-federated-tokens',
      resource: 'projects/acme-prod',
    },
    repair: { tool: 'gcloud', does: ['gcloud iam policies get no-federated-tokens'] },
    says: ['no-federated-tokens', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
  },
});
