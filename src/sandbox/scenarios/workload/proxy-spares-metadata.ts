import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { changePods } from '../pod-specs.ts';
import { scenario } from '../scenario.ts';

export const proxySparesMetadata = scenario({
  id: 'proxy-spares-metadata',
  title: 'Flux 2.7 with an HTTP proxy: Google’s library asks the metadata server past it',
  from: 'flux-v2',
  change(world) {
    const proxy = { name: 'HTTPS_PROXY', value: 'http://proxy.acme.example:3128' };
    changePods(world, fluxNamespace, acme.controller, ({ containers }) => containers[0]?.env?.push(proxy));
  },
  expect: { verdict: 'healthy', code: null },
});
