import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';

export const workloadProxyCapturesMetadata = scenarios([
  {
    id: 'proxy-captures-metadata',
    title: 'Flux 2.5 with an HTTP proxy, and nothing in NO_PROXY about the metadata server',
    from: 'flux-v2',
    change(world) {
      changePods(world, fluxNamespace, acme.controller, ({ containers }) => {
        for (const container of containers) {
          container.image = 'ghcr.io/fluxcd/image-reflector-controller:v0.34.0';
          container.env?.push(
            { name: 'HTTP_PROXY', value: 'http://proxy.acme.example:3128' },
            { name: 'NO_PROXY', value: '.svc,.cluster.local,10.0.0.0/8' },
          );
        }
      });
    },
    expect: {
      verdict: 'broken',
      code: 'proxy-captures-metadata',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        namespace: 'flux-system',
        workload: 'image-reflector-controller',
        variable: 'HTTP_PROXY',
      },
      repair: { tool: 'kubectl', does: ['kubectl -n flux-system patch deployment image-reflector-controller'] },
      says: ['HTTP_PROXY', 'image-reflector-controller'],
    },
  },
]);
