import { defineFinding } from '../define.ts';
import { exampleRepository } from '../examples.ts';
import { listImages } from '../fixes/scan.ts';
import { text } from '../schema.ts';
import { repository } from '../subjects.ts';

export const imageEmpty = defineFinding({
  code: 'image-empty',
  link: 'scan',
  level: 'warn',
  failsAt: 'registry',
  since: '0.1.0',
  args: { ...repository, imageName: text },
  summary: ({ image }) => `${image} can be read but has no tags`,
  explanation:
    'The tag list is empty: nothing was pushed yet, all tags were cleaned up, or only digests remain. An ImagePolicy on it reports that no tags are in the database. Google gives the same answer for an image that does not exist, and the list of the repository did not settle which it is.',
  sources: ['https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy'],
  expected: () => 'at least one tag',
  actual: () => 'none',
  fixes: listImages,
  example: { ...exampleRepository, imageName: 'api' },
});
