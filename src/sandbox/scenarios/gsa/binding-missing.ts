import { acme } from '../../worlds/flux-v2.ts';
import { account, project, repository, scenarios } from '../scenario.ts';

export const gsaBindingMissing = scenarios([
  {
    id: 'gsa-recreated-unbound',
    title: 'the GSA was made anew, and nothing was granted again: neither to it nor on it',
    cases: ['B59'],
    from: 'flux-v2',
    change(world) {
      const old = account(world, acme.cluster.project, acme.gsa);
      project(world, acme.cluster.project).serviceAccounts[acme.gsa] = {
        ...old,
        uniqueId: '104857600000000000099',
        policy: { bindings: [] },
      };
      const { policy } = repository(world, acme.cluster.project, 'europe-west1/apps');
      policy.bindings = [
        { role: 'roles/artifactregistry.reader', members: [`deleted:serviceAccount:${acme.gsa}?uid=${old.uniqueId}`] },
      ];
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
      others: ['registry-grant-stale'],
    },
  },
]);
