import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { minutesAgo } from '../../worlds/times.ts';
import { annotateKsa, writtenBy } from '../annotations.ts';
import { object, scenario } from '../scenario.ts';

export const workloadPredatesAnnotation = scenario({
  id: 'workload-predates-annotation',
  title: 'the KSA was annotated ten minutes ago; the pods are older, and Flux has not scanned since',
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, acme.gsa);
    const ksa = object(world, 'ServiceAccount', fluxNamespace, acme.controller);
    ksa.metadata.managedFields = [];
    writtenBy(ksa, 'kustomize-controller', minutesAgo(10));
  },
  expect: { verdict: 'healthy', code: null, warns: ['workload-predates-annotation'] },
});
