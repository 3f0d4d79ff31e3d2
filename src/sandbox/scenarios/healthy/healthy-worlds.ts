import type { HealthyWorld } from '../../world.ts';
import { scenarios } from '../scenario.ts';

/** The healthy worlds, each as a scenario that changes nothing. */
const titles: Record<HealthyWorld, string> = {
  'flux-v2': 'Flux 2 on Artifact Registry, as the controller’s own identity',
  'flux-v2-object': 'Flux 2 with object-level identities, the feature gate open',
  'flux-v1': 'Flux 1 on Container Registry’s bucket, as it was before 2025',
  'flux-v2-gcr': 'gcr.io, served by Artifact Registry',
  'three-projects': 'the cluster in one project, the GSA in another, the registry in a third',
  direct: 'the KSA itself is granted; there is no GSA',
  many: 'several identities, namespaces and registries',
};

export const healthyWorlds = scenarios(
  (Object.keys(titles) as HealthyWorld[]).map((from) => ({
    id: from === 'flux-v2' ? 'healthy' : `healthy-${from}`,
    title: titles[from],
    from,
    change() {},
    expect: { verdict: 'healthy', code: null },
  })),
);
