import { fluxSaid } from '../flux-said.ts';
import { scenarios } from '../scenario.ts';

export const registryRegistryCaUntrusted = scenarios([
  {
    id: 'registry-ca-untrusted',
    title: 'a proxy opens TLS between the controller and the registry',
    cases: ['B81'],
    from: 'flux-v2',
    change(world) {
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
