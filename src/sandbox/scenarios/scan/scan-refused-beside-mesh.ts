import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { fluxSaid } from '../flux-said.ts';
import { changePods } from '../pod-specs.ts';
import { denied } from './refusals.ts';
import { scenario } from '../scenario.ts';

export const scanRefusedBesideMesh = scenario({
  id: 'scan-refused-beside-mesh',
  title: 'a mesh takes the way to the metadata server, and the registry refuses a token that Flux had',
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
    fluxSaid(world, 'ImageRepository', 'ReadOperationFailed', denied, { since: 200, lastSeconds: 40, count: 60 });
  },
  expect: {
    verdict: 'inconclusive',
    code: 'scan-failing',
    blames: {
      identity: 'flux-system/image-reflector-controller',
      target: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      kind: 'ImageRepository',
      namespace: 'flux-system',
      name: 'api',
    },
    repair: { tool: 'flux', does: ['flux reconcile image repository api -n flux-system'] },
    says: ['api'],
    warns: ['mesh-blocks-metadata'],
  },
});
