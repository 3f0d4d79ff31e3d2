import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotate } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const ksaDirectMisspelledKeyUnused = scenario({
  id: 'ksa-direct-misspelled-key-unused',
  title: 'the KSA itself is granted; a misspelled annotation on it does no harm',
  from: 'direct',
  change(world) {
    annotate(
      object(world, 'ServiceAccount', fluxNamespace, acme.controller),
      'iam.gke.io/gcp-service-acount',
      acme.gsa,
    );
  },
  expect: { verdict: 'healthy', code: null },
});
