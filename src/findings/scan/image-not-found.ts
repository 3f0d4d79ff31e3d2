import { defineFinding } from '../define.ts';
import { exampleRepository } from '../examples.ts';
import { listImages } from '../fixes/scan.ts';
import { nullable, text } from '../schema.ts';
import { repository } from '../subjects.ts';

export const imageNotFound = defineFinding({
  code: 'image-not-found',
  link: 'scan',
  level: 'broken',
  failsAt: 'registry',
  since: '0.1.0',
  args: { ...repository, imageName: text, near: nullable(text) },
  summary: ({ imageName, repository, near }) =>
    `Image ${imageName} does not exist in repository ${repository}${near === null ? '' : `; ${near} does`}`,
  explanation: `Google answers a tag list for an image that does not exist with success and no tags, so Flux reports "found 0 tags". The repository's own list lacks the image too. The identity is right: it was allowed to see that nothing is there.`,
  sources: ['https://cloud.google.com/artifact-registry/docs/docker/names'],
  expected: ({ imageName, near }) => near ?? imageName,
  actual: () => 'does not exist',
  fixes: listImages,
  example: {
    ...exampleRepository,
    image: 'europe-west1-docker.pkg.dev/acme-images/apps/apii',
    imageName: 'apii',
    near: 'api',
  },
  variants: [{ near: null, host: 'gcr.io' }],
});
