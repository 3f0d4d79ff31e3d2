import { scenario } from '../scenario.ts';
import { joinAmbientMesh } from './ambient-mesh.ts';

export const meshAmbientHarmless = scenario({
  id: 'mesh-ambient-harmless',
  title: 'Flux is in an ambient mesh, and scans are well',
  from: 'flux-v2',
  change(world) {
    joinAmbientMesh(world, 'waypoint');
  },
  expect: { verdict: 'healthy', code: null },
});
