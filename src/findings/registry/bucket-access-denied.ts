import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleGcrImage, exampleGsa } from '../examples.ts';
import { addGrant, whereIs } from '../fixes/grant.ts';
import { askAgain } from '../fixes/verify.ts';
import { text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';
import { asWhom, image } from '../subjects.ts';

const args = { ...image, bucket: text, permission: text, principal: text, as: asWhom };
type Args = ArgsOf<typeof args>;

export const bucketAccessDenied = defineFinding({
  code: 'bucket-access-denied',
  link: 'registry',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args,
  summary: ({ as, permission, bucket }) => `${as} lacks ${permission} on bucket ${bucket}`,
  explanation:
    'Flux reads a bucket of Cloud Storage, by a Bucket or because Container Registry kept the images there, and the identity may not. Each of three permissions is needed for a Bucket: storage.buckets.get is in roles/storage.legacyBucketReader; storage.objects.list and storage.objects.get are in roles/storage.objectViewer. The refusal names who was refused: if that is not your Google service account, an earlier link is broken.',
  sources: [
    'https://cloud.google.com/container-registry/docs/access-control',
    'https://github.com/sigstore/scaffolding/issues/695',
  ],
  expected: ({ permission, principal }) => `${principal} with ${permission}`,
  actual: ({ as }) => `refused as ${as}`,
  fixes: readBucket,
  example: {
    ...exampleGcrImage,
    bucket: 'artifacts.acme-images.appspot.com',
    permission: 'storage.objects.list',
    principal: `serviceAccount:${exampleGsa}`,
    as: `GSA ${exampleGsa}`,
  },
  variants: [
    { permission: 'storage.buckets.get' },
    { image: 'gs://acme-manifests', host: 'storage.googleapis.com', permission: 'storage.objects.get' },
  ],
});

function readBucket({ bucket, permission, principal }: Args): Fix[] {
  const role = permission === 'storage.buckets.get' ? 'roles/storage.legacyBucketReader' : 'roles/storage.objectViewer';
  const where = whereIs(`gs://${bucket}`);
  return where === null ? [] : [addGrant(where, role, principal, askAgain())];
}
