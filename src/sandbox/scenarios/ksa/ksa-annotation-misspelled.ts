import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { gsaAnnotation } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { object, scenarios, specOf } from '../scenario.ts';

const repair = {
  tool: 'kubectl',
  does: [
    'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
  ],
} as const;

export const ksaKsaAnnotationMisspelled = scenarios([
  {
    id: 'annotation-as-label',
    title: 'the GSA’s name stands in a label of the KSA',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      const { metadata } = object(world, 'ServiceAccount', fluxNamespace, acme.controller);
      metadata.labels = { ...metadata.labels, [gsaAnnotation]: 'image-reflector' };
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        'found.kind': 'ServiceAccount',
        'found.namespace': 'flux-system',
        'found.name': 'image-reflector-controller',
        'found.at': 'metadata.labels["iam.gke.io/gcp-service-account"]',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
        ],
      },
      says: ['metadata.labels["iam.gke.io/gcp-service-account"]', 'image-reflector-controller'],
    },
  },
  {
    id: 'annotation-on-deployment',
    title: 'the annotation is on the Deployment',
    cases: ['B23'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      annotate(object(world, 'Deployment', fluxNamespace, acme.controller), gsaAnnotation, acme.gsa);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        'found.kind': 'Deployment',
        'found.namespace': 'flux-system',
        'found.name': 'image-reflector-controller',
        'found.at': 'metadata.annotations["iam.gke.io/gcp-service-account"]',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['metadata.annotations["iam.gke.io/gcp-service-account"]', 'image-reflector-controller'],
    },
  },
  {
    id: 'annotation-on-pods',
    title: 'the annotation is on the pod template',
    cases: ['B23'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      const template = specOf(object(world, 'Deployment', fluxNamespace, acme.controller))['template'] as {
        metadata: object;
      };
      Object.assign(template.metadata, { annotations: { [gsaAnnotation]: acme.gsa } });
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        'found.kind': 'pod template',
        'found.namespace': 'flux-system',
        'found.name': 'image-reflector-controller',
        'found.at': 'spec.template.metadata.annotations["iam.gke.io/gcp-service-account"]',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['spec.template.metadata.annotations["iam.gke.io/gcp-service-account"]', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-misspelled',
    title: 'the annotation’s key is one letter short',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      annotate(
        object(world, 'ServiceAccount', fluxNamespace, acme.controller),
        'iam.gke.io/gcp-service-acount',
        acme.gsa,
      );
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        'found.kind': 'ServiceAccount',
        'found.namespace': 'flux-system',
        'found.name': 'image-reflector-controller',
        'found.at': 'iam.gke.io/gcp-service-acount',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['iam.gke.io/gcp-service-acount', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-of-aws',
    title: 'the GSA stands under the key that EKS has for this',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      annotate(
        object(world, 'ServiceAccount', fluxNamespace, acme.controller),
        'eks.amazonaws.com/service-account',
        acme.gsa,
      );
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        'found.kind': 'ServiceAccount',
        'found.namespace': 'flux-system',
        'found.name': 'image-reflector-controller',
        'found.at': 'eks.amazonaws.com/service-account',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['eks.amazonaws.com/service-account', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-run-together',
    title: 'key and value stand in the value of another key, as when = is written for a colon',
    cases: ['B17'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      annotate(
        object(world, 'ServiceAccount', fluxNamespace, acme.controller),
        'annotation',
        `iam.gke.io/gcp-service-account=${acme.gsa}`,
      );
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-misspelled',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        'found.kind': 'ServiceAccount',
        'found.namespace': 'flux-system',
        'found.name': 'image-reflector-controller',
        'found.at': 'annotation',
        likely: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['annotation', 'image-reflector-controller'],
    },
  },
]);
