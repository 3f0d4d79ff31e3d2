import type { StoredObject, World } from '../../world.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { daysAgo } from '../../worlds/times.ts';
import { fluxSaid } from '../flux-said.ts';
import { scenarios } from '../scenario.ts';

function stored(): StoredObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmChart',
    metadata: { name: 'umbrella', namespace: fluxNamespace, creationTimestamp: daysAgo(100), generation: 1 },
    spec: { chart: './charts/umbrella', interval: '10m0s', sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
  };
}

function said(world: World, message: string): void {
  world.cluster.objects.push(stored());
  fluxSaid(world, 'HelmChart', 'BuildFailed', message);
}

export const chartFromGit = scenarios([
  {
    id: 'chart-from-git-fails',
    title: 'a chart in Git depends on one in Artifact Registry, which Flux is refused',
    from: 'flux-v2',
    change(world) {
      said(
        world,
        `dependency build error: failed to add remote dependency 'podinfo': chart download of version '6.7.0' failed: failed to download chart for remote reference: GET "https://europe-west1-docker.pkg.dev/v2/acme-prod/charts/podinfo/manifests/6.7.0": response status code 403: denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme-prod/locations/europe-west1/repositories/charts" (or it may not exist)`,
      );
    },
    expect: {
      verdict: 'inconclusive',
      code: 'scan-failing',
      blames: { kind: 'HelmChart', namespace: 'flux-system', name: 'umbrella' },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system annotate', 'helmchart.source.toolkit.fluxcd.io umbrella'],
      },
      says: ['umbrella'],
    },
  },
  {
    id: 'chart-from-git-fails-elsewhere',
    title: 'a chart in Git does not build, which is no matter of Google',
    from: 'flux-v2',
    change(world) {
      said(world, `dependency build error: no repository definition for 'https://charts.acme.example'`);
    },
    expect: { verdict: 'healthy', code: null },
  },
]);
