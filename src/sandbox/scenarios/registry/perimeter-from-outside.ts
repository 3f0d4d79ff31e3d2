import { acme } from '../../worlds/flux-v2.ts';
import { project, scenario } from '../scenario.ts';

export const perimeterFromOutside = scenario({
  id: 'perimeter-from-outside',
  title: 'a perimeter keeps everyone outside from the registry; Flux is inside',
  from: 'flux-v2',
  change(world) {
    project(world, acme.cluster.project).perimeter = ['artifactregistry.googleapis.com'];
  },
  expect: { verdict: 'inconclusive', code: 'perimeter-denied' },
});
