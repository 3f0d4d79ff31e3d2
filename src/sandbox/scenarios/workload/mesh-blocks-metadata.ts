import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { fluxSaid } from '../flux-said.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';
import { joinAmbientMesh } from './ambient-mesh.ts';

export const workloadMeshBlocksMetadata = scenarios([
  {
    id: 'mesh-ambient-waypoint',
    title: 'an ambient mesh with a waypoint: the metadata server answers Flux as the bare pool',
    from: 'flux-v2',
    change(world) {
      joinAmbientMesh(world, 'waypoint');
      fluxSaid(
        world,
        'ImageRepository',
        'ReadOperationFailed',
        'scan failed: GET https://europe-west1-docker.pkg.dev/v2/token?scope=repository%3Aacme-prod%2Fapps%2Fapi%3Apull&service=europe-west1-docker.pkg.dev: DENIED: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/acme-prod/locations/europe-west1/repositories/apps" (or it may not exist). Primary: /namespaces/acme-prod.svc.id.goog with additional claims does not have artifactregistry.repositories.downloadArtifacts',
      );
    },
    expect: {
      verdict: 'broken',
      code: 'mesh-blocks-metadata',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        sidecar: 'waypoint waypoint',
      },
      repair: {
        tool: 'kubectl',
        does: [
          'kubectl -n flux-system patch deployment image-reflector-controller',
          '-p \'{"spec":{"template":{"metadata":{"labels":{"istio.io/dataplane-mode":"none"}}}}}\'',
        ],
      },
      says: ['image-reflector-controller'],
    },
  },
  {
    id: 'mesh-blocks-metadata',
    title: 'an Istio sidecar takes the calls to the metadata server, and marks them as forwarded',
    cases: ['B53'],
    from: 'flux-v2',
    change(world) {
      changePods(
        world,
        fluxNamespace,
        acme.controller,
        ({ containers }) => {
          containers.push({ name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.24.2' });
        },
        ['running'],
      );
    },
    expect: {
      verdict: 'broken',
      code: 'mesh-blocks-metadata',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        sidecar: 'istio-proxy',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system patch deployment image-reflector-controller'] },
      says: ['image-reflector-controller'],
    },
  },
]);
