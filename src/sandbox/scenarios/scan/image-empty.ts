import { acme } from '../../worlds/flux-v2.ts';
import { repository, scenario } from '../scenario.ts';

export const imageEmpty = scenario({
  id: 'image-empty',
  title: 'the image is there and has no tag',
  from: 'flux-v2',
  change(world) {
    repository(world, acme.cluster.project, 'europe-west1/apps').images['api'] = [];
  },
  expect: { verdict: 'healthy', code: null, warns: ['image-empty'] },
});
