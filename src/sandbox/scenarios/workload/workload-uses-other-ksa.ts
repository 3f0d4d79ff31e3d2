import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { serviceAccountObject } from '../../worlds/workload-objects.ts';
import { annotateKsa } from '../annotations.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';

const repair = {
  tool: 'kubectl',
  does: [
    'kubectl -n flux-system patch deployment image-reflector-controller',
    '-p \'{"spec":{"template":{"spec":{"serviceAccountName":"image-reflector-controller"}}}}\'',
  ],
} as const;

export const workloadWorkloadUsesOtherKsa = scenarios([
  {
    id: 'other-ksa-meant-for-scanner',
    title: 'the annotation is on the KSA of another controller of Flux; the GSA’s own policy names the one that scans',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      annotateKsa(world, fluxNamespace, 'kustomize-controller', acme.gsa);
    },
    expect: {
      verdict: 'broken',
      code: 'workload-uses-other-ksa',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        runsAs: 'image-reflector-controller',
        annotated: 'kustomize-controller',
        by: 'template',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
          'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        ],
      },
      says: ['kustomize-controller', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
    },
  },
  {
    id: 'pods-run-as-earlier-ksa',
    title: 'the template names the annotated KSA by now; the pods of before run as default still',
    from: 'flux-v2',
    change(world) {
      const asDefault = { serviceAccountName: 'default', serviceAccount: 'default' };
      changePods(world, fluxNamespace, acme.controller, (spec) => Object.assign(spec, asDefault), ['running']);
    },
    expect: {
      verdict: 'broken',
      code: 'workload-uses-other-ksa',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        runsAs: 'default',
        annotated: 'image-reflector-controller',
        by: 'earlier-pods',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system rollout restart deployment image-reflector-controller'],
      },
      says: ['image-reflector-controller', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
    },
  },
  {
    id: 'workload-runs-as-default',
    title: 'the pod template names no KSA, so that the pods run as default; the annotated one is used by nobody',
    cases: ['B09'],
    from: 'flux-v2',
    change(world) {
      changePods(world, fluxNamespace, acme.controller, (spec) => {
        spec.serviceAccountName = 'default';
        spec.serviceAccount = 'default';
      });
    },
    expect: {
      verdict: 'broken',
      code: 'workload-uses-other-ksa',
      blames: {
        identity: 'flux-system/default',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        runsAs: 'default',
        annotated: 'image-reflector-controller',
        by: 'template',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['image-reflector-controller', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
    },
  },
  {
    id: 'workload-uses-generated-ksa',
    title: 'the controller runs as a KSA whose name was made for it; the one of the guide is annotated',
    cases: ['B11'],
    from: 'flux-v2',
    change(world) {
      const generated = 'image-reflector-controller-7c9e1d';
      world.cluster.objects.push(serviceAccountObject(fluxNamespace, generated));
      changePods(world, fluxNamespace, acme.controller, (spec) => {
        spec.serviceAccountName = generated;
        spec.serviceAccount = generated;
      });
    },
    expect: {
      verdict: 'broken',
      code: 'workload-uses-other-ksa',
      blames: {
        identity: 'flux-system/image-reflector-controller-7c9e1d',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        runsAs: 'image-reflector-controller-7c9e1d',
        annotated: 'image-reflector-controller',
        by: 'template',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair,
      says: ['image-reflector-controller', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
    },
  },
  {
    id: 'workload-uses-other-ksa',
    title: 'the annotation is on the KSA default, as before Flux 0.7; the controller runs as its own',
    cases: ['B01', 'B13'],
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, null);
      annotateKsa(world, fluxNamespace, 'default', acme.gsa);
    },
    expect: {
      verdict: 'broken',
      code: 'workload-uses-other-ksa',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        runsAs: 'image-reflector-controller',
        annotated: 'default',
        by: 'template',
        gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        ],
      },
      says: ['default', 'image-reflector@acme-prod.iam.gserviceaccount.com'],
    },
  },
]);
