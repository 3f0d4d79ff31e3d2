import { expect, test } from 'vitest';
import { annotationManagers, ownerOf } from '../../src/chain/owner.ts';

test.each([
  [
    {
      labels: {
        'kustomize.toolkit.fluxcd.io/name': 'flux-system',
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      },
    },
    'kustomization',
  ],
  [
    {
      labels: {
        'fluxcd.controlplane.io/name': 'flux',
        'fluxcd.controlplane.io/namespace': 'flux-system',
        'kustomize.toolkit.fluxcd.io/name': 'old',
      },
    },
    'fluxinstance',
  ],
  [{ labels: { 'resourceset.fluxcd.controlplane.io/name': 'apps' } }, 'resourceset'],
  [
    {
      labels: { 'helm.toolkit.fluxcd.io/name': 'flux', 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: { 'meta.helm.sh/release-name': 'flux' },
    },
    'helmrelease',
  ],
  [{ annotations: { 'meta.helm.sh/release-name': 'flux', 'meta.helm.sh/release-namespace': 'flux' } }, 'helm'],
  [{ labels: { 'fluxcd.io/sync-gc-mark': 'sha256.x' } }, 'flux-v1'],
  [{ annotations: { 'argocd.argoproj.io/tracking-id': 'flux:/ServiceAccount:flux-system/x' } }, 'argocd'],
  [{ managedFields: [{ manager: 'Terraform' }] }, 'terraform'],
  // Flux sets this label too, so it says nothing of Argo CD.
  [{ labels: { 'app.kubernetes.io/instance': 'flux-system' } }, 'none'],
  [
    {
      labels: { 'kustomize.toolkit.fluxcd.io/name': 'x' },
      annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' },
    },
    'none',
  ],
  [{}, 'none'],
])('%j is owned by a %s', (metadata, kind) => {
  expect(ownerOf(metadata).kind).toBe(kind);
});

test('the names of the owner come with it', () => {
  expect(
    ownerOf({
      namespace: 'flux',
      labels: { 'helm.sh/chart': 'flux2-2.18.3' },
      annotations: { 'meta.helm.sh/release-name': 'flux', 'meta.helm.sh/release-namespace': 'ops' },
    }),
  ).toEqual({ kind: 'helm', namespace: 'ops', release: 'flux', chart: 'flux2-2.18.3' });
});

test('managed fields tell who wrote the annotation, and when', () => {
  const annotated = { 'f:metadata': { 'f:annotations': { '.': {}, 'f:iam.gke.io/gcp-service-account': {} } } };
  expect(
    annotationManagers({
      managedFields: [
        { manager: 'kustomize-controller', time: '2026-11-24T13:57:40Z', fieldsV1: annotated },
        { manager: 'kubectl-label', time: new Date(), fieldsV1: { 'f:metadata': { 'f:labels': {} } } },
        { manager: 'odd', fieldsV1: 'nonsense' },
        { manager: 'Terraform', time: 'never', fieldsV1: annotated },
      ],
    }),
  ).toEqual([
    { manager: 'kustomize-controller', time: '2026-11-24T13:57:40.000Z' },
    { manager: 'Terraform', time: null },
  ]);
});
