import { acme } from '../../worlds/flux-v2.ts';
import { account, project, repository, scenarios } from '../scenario.ts';

export const gsaRegistryGrantStale = scenarios([
  {
    id: 'gsa-recreated',
    title: 'the GSA was deleted and made anew under its name; only its binding was made again',
    cases: ['B59'],
    from: 'flux-v2',
    change(world) {
      const old = account(world, acme.cluster.project, acme.gsa);
      project(world, acme.cluster.project).serviceAccounts[acme.gsa] = { ...old, uniqueId: '104857600000000000099' };
      const { policy } = repository(world, acme.cluster.project, 'europe-west1/apps');
      policy.bindings = [
        { role: 'roles/artifactregistry.reader', members: [`deleted:serviceAccount:${acme.gsa}?uid=${old.uniqueId}`] },
      ];
    },
    expect: {
      verdict: 'broken',
      code: 'registry-grant-stale',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'found.member':
          'deleted:serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com?uid=104857600000000000001',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud artifacts repositories add-iam-policy-binding apps --project=acme-prod',
          '--role=roles/artifactregistry.reader',
          "--member='serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com'",
        ],
      },
      says: [
        'deleted:serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com?uid=104857600000000000001',
        'image-reflector@acme-prod.iam.gserviceaccount.com',
      ],
    },
  },
]);
