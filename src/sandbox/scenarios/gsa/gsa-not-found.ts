import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { annotateKsa } from '../annotations.ts';
import { project, scenarios, takeReadings } from '../scenario.ts';

const expected = {
  verdict: 'broken',
  code: 'gsa-not-found',
  blames: {
    namespace: 'flux-system',
    ksa: 'image-reflector-controller',
    gsa: 'image-reflector@acme-prod.iam.gserviceaccount.com',
    project: 'acme-prod',
  },
  repair: { tool: 'gcloud', does: ['gcloud iam service-accounts create image-reflector'] },
  says: ['image-reflector@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
} as const;

export const gsaGsaNotFound = scenarios([
  {
    id: 'gsa-not-found-other-bound',
    title: 'the KSA names a GSA that does not exist and is like no other; the policy of one names the KSA',
    from: 'flux-v2',
    change(world) {
      annotateKsa(world, fluxNamespace, acme.controller, 'registry-puller@acme-prod.iam.gserviceaccount.com');
    },
    expect: {
      verdict: 'broken',
      code: 'gsa-not-found',
      blames: {
        namespace: 'flux-system',
        ksa: 'image-reflector-controller',
        gsa: 'registry-puller@acme-prod.iam.gserviceaccount.com',
        project: 'acme-prod',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system annotate serviceaccount image-reflector-controller iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
          'iam.gke.io/gcp-service-account=image-reflector@acme-prod.iam.gserviceaccount.com',
        ],
      },
      says: ['registry-puller@acme-prod.iam.gserviceaccount.com', 'image-reflector-controller'],
    },
  },
  {
    id: 'gsa-not-found-unread',
    title: 'the GSA was deleted, and the operator may read nothing of Google’s',
    from: 'flux-v2',
    change(world) {
      delete project(world, acme.cluster.project).serviceAccounts[acme.gsa];
      takeReadings(world);
    },
    expect: expected,
  },
  {
    id: 'gsa-not-found',
    title: 'the GSA that the annotation names was deleted',
    from: 'flux-v2',
    change(world) {
      delete project(world, acme.cluster.project).serviceAccounts[acme.gsa];
    },
    expect: expected,
  },
]);
