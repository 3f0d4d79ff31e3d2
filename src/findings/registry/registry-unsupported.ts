import { defineFinding } from '../define.ts';
import { image } from '../subjects.ts';

export const registryUnsupported = defineFinding({
  code: 'registry-unsupported',
  link: 'registry',
  level: 'skipped',
  certain: true,
  failsAt: 'setting',
  since: '0.1.0',
  args: image,
  summary: ({ image, host }) => `${image} is not on a Google registry (${host})`,
  explanation:
    'Workload Identity applies to Google hosts only, and Flux sends no Google token to any other. Images there are read anonymously or with a pull secret, which is not checked.',
  sources: ['https://fluxcd.io/flux/components/image/imagerepositories/'],
  expected: () => 'gcr.io, HOST.gcr.io or LOCATION-docker.pkg.dev',
  actual: ({ host }) => host,
  fixes: () => [],
  example: { image: 'ghcr.io/acme/api', host: 'ghcr.io' },
});
