import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { scenario } from '../scenario.ts';

export const annotationOnService = scenario({
  id: 'annotation-on-service',
  title: 'the annotation is on the Service, which was read for the service account',
  cases: ['B23'],
  from: 'flux-v2',
  change(world) {
    annotateKsa(world, fluxNamespace, acme.controller, null);
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: acme.controller, namespace: fluxNamespace },
      spec: { selector: { app: acme.controller }, ports: [{ port: 80, targetPort: 8080 }] },
    };
    annotate(service, gsaAnnotation, acme.gsa);
    world.cluster.objects.push(service);
  },
  expect: { verdict: 'broken', code: 'ksa-annotation-missing' },
});
