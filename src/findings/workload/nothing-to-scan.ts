import { sh, yours } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { text } from '../schema.ts';

export const nothingToScan = defineFinding({
  code: 'nothing-to-scan',
  link: 'workload',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args: { searched: text },
  summary: ({ searched }) => `Flux scans nothing on a Google registry (looked at ${searched})`,
  explanation:
    'Flux is installed, and none of its objects names an image on gcr.io or pkg.dev, so there is no identity to check. Objects in a namespace that you may not list are not seen. Name an image with --image to check the chain anyway.',
  sources: ['https://fluxcd.io/flux/guides/image-update/'],
  expected: () => 'an ImageRepository, OCIRepository, HelmRepository or Bucket on a Google host',
  actual: ({ searched }) => `none among ${searched}`,
  fixes: () => [
    {
      kind: 'find-out',
      title: 'Check the chain for an image that you name',
      tool: 'flux-wi',
      command: sh`flux-wi doctor --image ${yours('IMAGE')}`,
      patch: null,
      permission: 'none',
      takes: 'at once',
      verify: 'kubectl get imagerepositories,ocirepositories,helmrepositories,buckets -A',
    },
  ],
  example: { searched: '4 ImageRepositories, 2 HelmRepositories' },
});
