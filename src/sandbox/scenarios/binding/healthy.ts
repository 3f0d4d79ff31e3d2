import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { folder } from '../../worlds/google-project.ts';
import { account, object, project, scenarios, takeReadings } from '../scenario.ts';
import { grantOnGsa, pool, poolPrincipal, subject } from './policy.ts';

export const bindingHealthy = scenarios([
  {
    id: 'binding-by-cluster',
    title: 'the member is every KSA of the cluster',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        members: [
          poolPrincipal(
            'kubernetes.cluster/https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1',
          ),
        ],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-by-custom-role',
    title: 'a role of the project’s own gives the one permission',
    from: 'flux-v2',
    change(world) {
      world.google.roles['projects/acme-prod/roles/becomeReader'] = {
        permissions: ['iam.serviceAccounts.getAccessToken'],
      };
      grantOnGsa(world, { role: 'projects/acme-prod/roles/becomeReader' });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-by-namespace',
    title: 'the member is every KSA of the namespace',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [poolPrincipal(`namespace/${fluxNamespace}`)] });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-by-pool',
    title: 'the member is every KSA of the pool',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [poolPrincipal('*')] });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-by-principal',
    title: 'the member is the KSA as a principal of its pool',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { members: [poolPrincipal(subject)] });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-by-uid',
    title: 'the member is this very KSA, by its UID',
    from: 'flux-v2',
    change(world) {
      const uid = '0b6f2f2e-7a43-4d8c-9f0e-5a1d3c2b4e60';
      object(world, 'ServiceAccount', fluxNamespace, acme.controller).metadata.uid = uid;
      grantOnGsa(world, { members: [poolPrincipal(`kubernetes.serviceaccount.uid/${uid}`)] });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-condition-met',
    title: 'the binding’s condition is met',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        condition: { title: 'from-2020', expression: 'request.time > timestamp("2020-01-01T00:00:00Z")' },
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-denied-to-others',
    title: 'a deny policy forbids it to all but this KSA',
    from: 'flux-v2',
    change(world) {
      project(world, acme.cluster.project).deny.push({
        id: 'only-flux',
        rules: [
          {
            deniedPrincipals: ['principalSet://goog/public:all'],
            exceptionPrincipals: [poolPrincipal(subject)],
            deniedPermissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'],
          },
        ],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-on-folder',
    title: 'the role was given on the folder above the project',
    from: 'flux-v2',
    change(world) {
      account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
      world.google.folders[folder]?.policy.bindings.push({
        role: 'roles/iam.serviceAccountTokenCreator',
        members: [poolPrincipal(subject)],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-on-project',
    title: 'the role was given on the project instead of the GSA',
    cases: ['B63'],
    from: 'flux-v2',
    change(world) {
      account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
      project(world, acme.cluster.project).policy.bindings.push({
        role: 'roles/iam.workloadIdentityUser',
        members: [`serviceAccount:${pool}[${fluxNamespace}/${acme.controller}]`],
      });
    },
    expect: { verdict: 'healthy', code: null },
  },
  {
    id: 'binding-unread-proof-succeeds',
    title: 'the operator may read no policy; the token proves the binding',
    from: 'flux-v2',
    change(world) {
      takeReadings(world);
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
