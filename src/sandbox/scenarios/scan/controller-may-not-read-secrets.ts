import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const controllerMayNotReadSecrets = scenario({
  id: 'controller-may-not-read-secrets',
  title: 'the controller may not read the Secret that an object refers to; the identity is well',
  from: 'flux-v2',
  change(world) {
    fluxSaid(
      world,
      'ImageRepository',
      'AuthenticationFailed',
      'failed to configure authentication options: failed to get secret "flux-system/proxy": secrets "proxy" is forbidden: User "system:serviceaccount:flux-system:image-reflector-controller" cannot get resource "secrets" in API group "" in the namespace "flux-system"',
    );
  },
  expect: {
    verdict: 'broken',
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
  },
});
