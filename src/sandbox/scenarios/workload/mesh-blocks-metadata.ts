import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const meshBlocksMetadata = scenario({
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
});
