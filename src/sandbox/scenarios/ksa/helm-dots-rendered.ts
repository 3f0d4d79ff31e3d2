import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const helmDotsRendered = scenario({
  id: 'helm-dots-rendered',
  title: 'a chart that quotes has rendered the split key: iam, with a map as its text',
  cases: ['B27'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    annotate(
      object(world, 'ServiceAccount', fluxNamespace, acme.controller),
      'iam',
      `map[gke:map[io/gcp-service-account:${acme.gsa}]]`,
    );
  },
  expect: { verdict: 'broken', code: 'helm-dots-unescaped' },
});
