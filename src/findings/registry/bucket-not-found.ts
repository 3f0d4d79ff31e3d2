import { defineFinding } from '../define.ts';
import { exampleGcrImage } from '../examples.ts';
import { migrate } from '../fixes/registry.ts';
import { text } from '../schema.ts';
import { image } from '../subjects.ts';

export const bucketNotFound = defineFinding({
  code: 'bucket-not-found',
  link: 'registry',
  level: 'broken',
  since: '0.1.0',
  args: { ...image, bucket: text, project: text },
  summary: ({ bucket, image }) => `Bucket ${bucket}, which holds ${image}, does not exist`,
  explanation:
    "Container Registry kept a project's images in this bucket, and it does not exist: nothing was ever pushed under this host, or the bucket was deleted. Container Registry is shut down and Artifact Registry serves gcr.io now, so look for the image in the repository of that name.",
  sources: ['https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr'],
  expected: ({ bucket }) => `gs://${bucket}`,
  actual: () => 'The specified bucket does not exist.',
  fixes: ({ project }) => [migrate(project)],
  example: { ...exampleGcrImage, bucket: 'artifacts.acme-images.appspot.com', project: 'acme-images' },
});
