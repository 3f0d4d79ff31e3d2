import { scenarios, specOf } from '../scenario.ts';

export const workloadNothingToScan = scenarios([
  {
    id: 'nothing-to-scan',
    title: 'every image that Flux scans is on Docker Hub',
    from: 'flux-v2',
    change(world) {
      for (const stored of world.cluster.objects)
        if (stored.kind === 'ImageRepository')
          Object.assign(specOf(stored), { image: `docker.io/acme/${stored.metadata.name}`, provider: 'generic' });
    },
    expect: {
      verdict: 'inconclusive',
      code: 'nothing-to-scan',
      blames: {},
      repair: { tool: 'flux-wi', does: ['flux-wi doctor --image'] },
      says: ['0 of them'],
    },
  },
]);
