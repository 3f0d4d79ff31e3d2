import { scenarios } from '../scenario.ts';

export const scanTagsAccessDenied = scenarios([
  {
    id: 'tags-access-denied-flux-v1',
    title: 'nodes pull, some images are scanned, and the tags of one are refused to Flux 1',
    cases: ['B107'],
    from: 'flux-v1',
    change(world) {
      world.faults.push({
        host: 'gcr.io',
        path: /^\/v2\/total-mayhem-123456\/api\/tags\/list/,
        answer: {
          kind: 'status',
          status: 401,
          body: { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] },
        },
      });
    },
    expect: {
      verdict: 'broken',
      code: 'tags-access-denied',
      blames: {
        identity: 'flux/flux',
        image: 'gcr.io/total-mayhem-123456/api',
        as: 'GSA flux-gcp@total-mayhem-123456.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'gcloud',
        does: [
          'gcloud artifacts repositories add-iam-policy-binding gcr.io',
          '--role=roles/artifactregistry.reader',
          "--member='serviceAccount:flux-gcp@total-mayhem-123456.iam.gserviceaccount.com'",
        ],
      },
      says: ['gcr.io/total-mayhem-123456/api'],
    },
  },
  {
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
  },
]);
