import { scenario } from '../scenario.ts';

export const tagsAccessDenied = scenario({
  id: 'tags-access-denied',
  title: 'the registry lets the identity in and lists the tags of one image to nobody',
  from: 'flux-v2',
  change(world) {
    world.faults.push({
      host: 'europe-west1-docker.pkg.dev',
      path: /^\/v2\/acme-prod\/apps\/api\/tags\/list/,
      answer: { kind: 'status', status: 403, body: { errors: [{ code: 'DENIED', message: 'denied' }] } },
    });
  },
  expect: {
    verdict: 'broken',
    code: 'tags-access-denied',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      as: 'GSA image-reflector@acme-prod.iam.gserviceaccount.com',
    },
    repair: {
      tool: 'gcloud',
      does: [
        'gcloud artifacts repositories add-iam-policy-binding apps',
        '--role=roles/artifactregistry.reader',
        "--member='serviceAccount:image-reflector@acme-prod.iam.gserviceaccount.com'",
      ],
    },
    says: ['europe-west1-docker.pkg.dev/acme-prod/apps/api'],
  },
});
