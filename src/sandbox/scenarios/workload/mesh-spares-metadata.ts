import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { annotate } from '../annotations.ts';
import { changePods, podsIn } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const meshSparesMetadata = scenario({
  id: 'mesh-spares-metadata',
  title: 'an Istio sidecar that leaves the metadata server’s address alone',
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
    for (const pod of podsIn(world, fluxNamespace, acme.controller))
      annotate(pod, 'traffic.sidecar.istio.io/excludeOutboundIPRanges', '169.254.169.254/32');
  },
  expect: { verdict: 'healthy', code: null },
});
