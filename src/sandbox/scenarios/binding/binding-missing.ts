import { acme } from '../../worlds/flux-v2.ts';
import { account, repository, scenarios, takeMinting } from '../scenario.ts';
import { grantOnGsa } from './policy.ts';

const expected = {
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
} as const;

export const bindingBindingMissing = scenarios([
  {
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
  },
  {
    id: 'binding-missing-recreated-account',
    title: 'a grant of an account that is no more is all that is left',
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, {
        members: ['deleted:serviceAccount:old@acme-prod.iam.gserviceaccount.com?uid=104857600000000000042'],
      });
    },
    expect: expected,
  },
  {
    id: 'binding-missing-unproved',
    title: 'nobody bound the KSA, and the operator may read all policies but mint no token',
    from: 'flux-v2',
    change(world) {
      account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
      takeMinting(world);
    },
    expect: expected,
  },
  {
    id: 'binding-missing',
    title: 'nobody bound the KSA; the GSA’s policy holds only a colleague',
    cases: ['B61'],
    from: 'flux-v2',
    change(world) {
      grantOnGsa(world, { role: 'roles/iam.serviceAccountAdmin', members: ['user:anna@example.com'] });
    },
    expect: expected,
  },
  {
    id: 'binding-pool-lost-in-pasting',
    title: 'the pool was lost in pasting the member: IAM refused it, and nothing was stored',
    from: 'flux-v2',
    change(world) {
      account(world, acme.cluster.project, acme.gsa).policy.bindings = [];
    },
    expect: expected,
  },
]);
