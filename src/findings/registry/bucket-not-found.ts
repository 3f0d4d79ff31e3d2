import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { exampleGcrImage } from '../examples.ts';
import { migrate } from '../fixes/registry.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import { image } from '../subjects.ts';

export const bucketNotFound = defineFinding({
  code: 'bucket-not-found',
  link: 'registry',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  /** `project`: whose images Container Registry kept in it; `null`: it is a Bucket of Flux's. */
  args: { ...image, bucket: text, project: nullable(text) },
  summary: ({ bucket, image, project }) =>
    project === null ? `Bucket ${bucket} does not exist` : `Bucket ${bucket}, which holds ${image}, does not exist`,
  explanation:
    "A Bucket of Flux names a bucket of Cloud Storage that does not exist, usually because its name is misspelled. Or an image is under gcr.io: Container Registry kept a project's images in such a bucket, and nothing was ever pushed under this host, or the bucket was deleted. Container Registry is shut down and Artifact Registry serves gcr.io now, so look for the image in the repository of that name.",
  sources: ['https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr'],
  expected: ({ bucket }) => `gs://${bucket}`,
  actual: () => 'The specified bucket does not exist.',
  fixes: ({ bucket, project }) => (project === null ? [lookUp(bucket)] : [migrate(project)]),
  example: { ...exampleGcrImage, bucket: 'artifacts.acme-images.appspot.com', project: 'acme-images' },
  variants: [{ image: 'gs://acme-manifests', host: 'storage.googleapis.com', bucket: 'acme-manifests', project: null }],
});

function lookUp(bucket: string): Fix {
  return {
    kind: 'find-out',
    title: `See which buckets there are, and correct the name ${bucket} in the Bucket in Git`,
    tool: 'gcloud',
    command: sh`gcloud storage buckets list --project=${yours('PROJECT')} --format=${'value(name)'}`,
    patch: null,
    permission: 'storage.buckets.list (roles/storage.bucketViewer)',
    takes: 'at once',
    verify: askAgain(),
  };
}
