import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const gitRepositoryFailsAtGoogle = scenario({
  id: 'git-repository-fails-at-google',
  title: 'every image is read, and a GitRepository of the same Flux is refused by Cloud Source Repositories',
  from: 'flux-v2',
  change(world) {
    const url = 'https://source.developers.google.com/p/acme-prod/r/fleet';
    fluxSaid(
      world,
      'GitRepository',
      'GitOperationFailed',
      `failed to checkout and determine revision: unable to list remote for '${url}': authorization failed`,
    );
  },
  expect: {
    verdict: 'inconclusive',
    code: 'scan-failing',
    blames: { kind: 'Bucket', namespace: 'flux-system', name: 'configs' },
    repair: { tool: 'flux', does: ['flux reconcile source bucket configs -n flux-system'] },
    says: ['configs'],
  },
});

export const kustomizationFailsAtGoogle = scenario({
  id: 'kustomization-fails-at-google',
  title: 'every image is read, and a Kustomization cannot decrypt by Cloud KMS',
  from: 'flux-v2',
  change(world) {
    fluxSaid(
      world,
      'Kustomization',
      'BuildFailed',
      'secrets/db.yaml: failed to decrypt: error decrypting key: rpc error: code = PermissionDenied desc = Permission denied at cloudkms.googleapis.com',
    );
  },
  expect: { verdict: 'healthy', code: null, warns: ['scan-failing'] },
});

export const gitRepositoryFailsElsewhere = scenario({
  id: 'git-repository-fails-elsewhere',
  title: 'a GitRepository fails at GitHub, which is no matter of Google',
  from: 'flux-v2',
  change(world) {
    fluxSaid(
      world,
      'GitRepository',
      'GitOperationFailed',
      'failed to checkout and determine revision: unable to clone https://github.com/acme/fleet: authentication required',
    );
  },
  expect: { verdict: 'healthy', code: null },
});
