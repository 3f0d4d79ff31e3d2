import { organization } from '../../worlds/google-project.ts';
import { scenario } from '../scenario.ts';
import { denyBecoming, poolPrincipal } from './policy.ts';

export const bindingDeniedAbove = scenario({
  id: 'binding-denied-above',
  title: 'a deny policy on the organisation keeps the pool’s KSAs from becoming any account',
  from: 'flux-v2',
  change(world) {
    world.google.organizations[organization]?.deny.push(denyBecoming('no-impersonation', poolPrincipal('*')));
  },
  expect: {
    verdict: 'broken',
    code: 'binding-denied',
    blames: {
      namespace: 'flux-system',
      ksa: 'image-reflector-controller',
      gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      policy:
        'policies/cloudresourcemanager.googleapis.com%2Forganizations%2F123456789012/denypolicies/no-impersonation',
      resource: 'organizations/123456789012',
    },
    repair: { tool: 'gcloud', does: ['gcloud iam policies get no-impersonation'] },
    says: ['no-impersonation', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
  },
});
