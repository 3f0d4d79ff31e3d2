import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { annotateKsa } from '../annotations.ts';
import { scenarios, takeMinting } from '../scenario.ts';
import { useKeyFile } from '../workload/key-file.ts';
import { eks, k3s, kind, moveTo } from './outside-gke.ts';
import { takeNodes } from './rights.ts';

const expected = {
  verdict: 'inconclusive',
  code: 'cluster-not-gke',
  blames: { identity: 'flux-system/image-reflector-controller', context: 'kind-dev' },
  repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
  says: ['kind-dev'],
} as const;

export const accessClusterNotGke = scenarios([
  {
    id: 'cluster-eks-issuer-unread',
    title: 'an EKS cluster, known by its nodes: no token may be minted',
    from: 'flux-v2',
    change(world) {
      moveTo(world, eks);
      takeMinting(world);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'cluster-not-gke',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        context: 'arn:aws:eks:eu-central-1:111122223333:cluster/prod',
        node: 'aws:///eu-central-1a/i-0f3b5c7d9e1a2b4c6',
      },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
      says: ['aws:///eu-central-1a/i-0f3b5c7d9e1a2b4c6', 'arn:aws:eks:eu-central-1:111122223333:cluster/prod'],
    },
  },
  {
    id: 'cluster-k3s-nodes-unread',
    title: 'a k3s cluster, known by its version: no token may be minted, no node listed',
    from: 'flux-v2',
    change(world) {
      moveTo(world, k3s);
      takeMinting(world);
      takeNodes(world);
    },
    expect: {
      verdict: 'inconclusive',
      code: 'cluster-not-gke',
      blames: { identity: 'flux-system/image-reflector-controller', context: 'default' },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
      says: ['default'],
    },
  },
  {
    id: 'cluster-kind-key-file',
    title: 'a kind cluster where Flux scans by a key file, as is done outside of GKE',
    from: 'flux-v2',
    change(world) {
      moveTo(world, kind);
      useKeyFile(world, acme.gsa);
    },
    expect: expected,
  },
  {
    id: 'cluster-kind-unannotated',
    title: 'a kind cluster whose KSA has no annotation, which would do nothing there',
    from: 'flux-v2',
    change(world) {
      moveTo(world, kind);
      annotateKsa(world, fluxNamespace, acme.controller, null);
    },
    expect: expected,
  },
  {
    id: 'cluster-kind',
    title: 'the manifests were applied to a kind cluster, which has no metadata server',
    from: 'flux-v2',
    change(world) {
      moveTo(world, kind);
    },
    expect: expected,
  },
  {
    id: 'cluster-not-gke',
    title: 'the cluster is none of GKE’s: its tokens have another issuer',
    from: 'flux-v2',
    change(world) {
      world.cluster.issuer = 'https://oidc.kind.example/prod-1';
    },
    expect: {
      verdict: 'inconclusive',
      code: 'cluster-not-gke',
      blames: { identity: 'flux-system/image-reflector-controller', context: 'gke_acme-prod_europe-west1_prod-1' },
      repair: { tool: 'flux-wi', does: ['flux-wi doctor'] },
      says: ['gke_acme-prod_europe-west1_prod-1'],
    },
  },
]);
