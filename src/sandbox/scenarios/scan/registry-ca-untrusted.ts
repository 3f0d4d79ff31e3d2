import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { acme } from '../../worlds/flux-v2.ts';
import { fluxSaid } from '../flux-said.ts';
import { changePods } from '../pod-specs.ts';
import { scenarios } from '../scenario.ts';

export const scanRegistryCaUntrusted = scenarios([
  {
    id: 'registry-untrusted-beside-proxy',
    title: 'a proxy variable stands on the controller, and what Flux meets is an unknown certificate',
    from: 'flux-v2',
    change(world) {
      changePods(world, fluxNamespace, acme.controller, ({ containers }) => {
        for (const container of containers) {
          container.image = 'ghcr.io/fluxcd/image-reflector-controller:v0.34.0';
          container.env?.push({ name: 'HTTP_PROXY', value: 'http://proxy.acme.example:3128' });
        }
      });
      fluxSaid(
        world,
        'ImageRepository',
        'ReadOperationFailed',
        'scan failed: Get "https://europe-west1-docker.pkg.dev/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      );
    },
    expect: {
      verdict: 'broken',
      code: 'registry-ca-untrusted',
      blames: {
        identity: 'flux-system/image-reflector-controller',
        image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n flux-system create secret generic registry-ca'],
      },
    },
  },
]);
