import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { ksaMember, serviceAccount } from '../../worlds/google-project.ts';
import { gsaAnnotation, serviceAccountObject } from '../../worlds/workload-objects.ts';
import { annotate, annotateKsa } from '../annotations.ts';
import { account, object, project, scenarios, takeMinting } from '../scenario.ts';
import { failOwner } from './kustomization.ts';

const expected = {
  verdict: 'broken',
  code: 'ksa-annotation-missing',
  blames: { namespace: 'flux-system', ksa: 'image-reflector-controller' },
  repair: {
    tool: 'kubectl',
    does: ['kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account='],
  },
  says: ['image-reflector-controller'],
} as const;

const repair = {
  tool: 'kubectl',
  does: [
    'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
  ],
} as const;

export const ksaKsaAnnotationMissing = scenarios([
  {
    id: 'annotation-on-namespace',
    title: 'the annotation is on the namespace',
    cases: ['B23'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      annotate(object(world, 'Namespace', null, fluxNamespace), gsaAnnotation, acme.gsa);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-missing',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'elsewhere.0.kind': 'Namespace',
        'elsewhere.0.namespace': '',
        'elsewhere.0.name': 'flux-system',
        'elsewhere.0.at': 'metadata.annotations["iam.gke.io/gcp-service-account"]',
      },
      repair,
      says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
    },
  },
  {
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
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-missing',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'elsewhere.0.kind': 'Service',
        'elsewhere.0.namespace': 'flux-system',
        'elsewhere.0.name': 'image-reflector-controller',
        'elsewhere.0.at': 'metadata.annotations["iam.gke.io/gcp-service-account"]',
      },
      repair,
      says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotated-in-other-namespace',
    title: 'the annotated KSA was created in namespace default; the controller runs in flux-system',
    cases: ['B19'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      const misplaced = serviceAccountObject('default', acme.controller);
      annotate(misplaced, gsaAnnotation, acme.gsa);
      world.cluster.objects.push(misplaced);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-missing',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
        'elsewhere.0.kind': 'ServiceAccount',
        'elsewhere.0.namespace': 'default',
        'elsewhere.0.name': 'image-reflector-controller',
        'elsewhere.0.at': 'metadata.annotations["iam.gke.io/gcp-service-account"]',
      },
      repair,
      says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
    },
  },
  {
    id: 'ksa-annotation-missing-flux-v1',
    title: 'Flux 1: the KSA names no GSA',
    from: 'flux-v1',
    change(world) {
      annotateKsa(world, 'flux', 'flux', null);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-missing',
      blames: { namespace: 'flux', ksa: 'flux' },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux annotate serviceaccount flux iam.gke.io/gcp-service-account='],
      },
      says: ['flux'],
    },
  },
  {
    id: 'ksa-annotation-missing-none-bound',
    title: 'the KSA has no annotation, and no policy names the KSA',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      account(world, 'acme-prod', acme.gsa).policy.bindings = [];
    },
    expect: expected,
  },
  {
    id: 'ksa-annotation-missing-object',
    title: 'the tenant’s KSA names no GSA',
    from: 'flux-v2-object',
    change(world) {
      annotateKsa(world, 'team-a', 'registry-reader', null);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-missing',
      blames: { identity: 'team-a/registry-reader@object', namespace: 'team-a', ksa: 'registry-reader' },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n team-a annotate serviceaccount registry-reader iam.gke.io/gcp-service-account='],
      },
      says: ['registry-reader'],
    },
  },
  {
    id: 'ksa-annotation-missing-two-bound',
    title: 'the KSA has no annotation, and the policies of two accounts name the KSA',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      project(world, 'acme-prod').serviceAccounts['flux-images@acme-prod.iam.gserviceaccount.com'] = serviceAccount(
        '104857600000000000079',
        ksaMember('acme-prod', fluxNamespace, acme.controller),
      );
    },
    expect: expected,
  },
  {
    id: 'ksa-annotation-missing-unproved',
    title: 'the KSA names no GSA, and the caller may mint no token of it',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      takeMinting(world);
    },
    expect: expected,
  },
  {
    id: 'ksa-annotation-missing',
    title: 'the KSA names no GSA; the binding is there, as guides that forget the annotation leave it',
    cases: ['B21'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
    },
    expect: expected,
  },
  {
    id: 'ksa-annotation-taken-off',
    title: 'the annotation was taken off by hand; what kubectl applied last still has it, and no policy names the KSA',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      account(world, 'acme-prod', acme.gsa).policy.bindings = [];
      const applied = { metadata: { name: acme.controller, annotations: { [gsaAnnotation]: acme.gsa } } };
      annotate(
        object(world, 'ServiceAccount', fluxNamespace, acme.controller),
        'kubectl.kubernetes.io/last-applied-configuration',
        JSON.stringify(applied),
      );
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-missing',
      blames: { namespace: 'flux-system', ksa: 'image-reflector-controller' },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
          'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        ],
      },
      says: ['image-reflector-controller'],
    },
  },
  {
    id: 'owner-failing-unannotated',
    title: 'the Kustomization that owns the KSA fails, so that the annotation in Git does not arrive',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      failOwner(world);
    },
    expect: {
      verdict: 'broken',
      code: 'ksa-annotation-missing',
      blames: { namespace: 'flux-system', ksa: 'image-reflector-controller' },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=',
        ],
      },
      says: ['image-reflector-controller'],
      warns: ['owner-not-applying'],
    },
  },
]);
