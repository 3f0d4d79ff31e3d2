import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';
import type { StoredObject, World } from '../../world.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { daysAgo } from '../../worlds/times.ts';

export const bucketFails = scenario({
  id: 'bucket-fails',
  title: 'every image is read, and a Bucket of the same Flux is refused by Cloud Storage',
  from: 'flux-v2',
  change(world) {
    add(world, 'source.toolkit.fluxcd.io/v1', 'Bucket', 'configs', { provider: 'gcp', bucketName: 'acme-configs' });
    fluxSaid(
      world,
      'Bucket',
      'BucketOperationFailed',
      'failed to confirm existence of bucket "acme-configs": googleapi: Error 403: source-controller@acme-prod.iam.gserviceaccount.com does not have storage.buckets.get access to the Google Cloud Storage bucket.',
    );
  },
  expect: { verdict: 'inconclusive', code: 'scan-failing' },
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

function add(world: World, apiVersion: string, kind: string, name: string, spec: object): void {
  const stored: StoredObject = {
    apiVersion,
    kind,
    metadata: { name, namespace: fluxNamespace, creationTimestamp: daysAgo(100), generation: 1 },
    spec,
  };
  world.cluster.objects.push(stored);
}
