import { acme } from '../../worlds/flux-v2.ts';
import { organization } from '../../worlds/google-project.ts';
import { project, scenarios } from '../scenario.ts';
import { denyBecoming, poolPrincipal, subject } from './policy.ts';

export const bindingBindingDenied = scenarios([
  {
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
  },
  {
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
        policy:
          'policies/cloudresourcemanager.googleapis.com%2Fprojects%2F314159265358/denypolicies/no-federated-tokens',
        resource: 'projects/acme-prod',
      },
      repair: { tool: 'gcloud', does: ['gcloud iam policies get no-federated-tokens'] },
      says: ['no-federated-tokens', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
    },
  },
]);
