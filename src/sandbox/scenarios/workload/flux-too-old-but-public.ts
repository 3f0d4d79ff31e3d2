import { acme } from '../../worlds/flux-v2.ts';
import { fluxNamespace } from '../../worlds/flux-v2-install.ts';
import { repository, runVersion, scenario } from '../scenario.ts';

export const fluxTooOldButPublic = scenario({
  id: 'flux-too-old-but-public',
  title: 'a controller of early Flux 2 scans images that everyone may read',
  from: 'flux-v2',
  change(world) {
    runVersion(world, fluxNamespace, acme.controller, 'ghcr.io/fluxcd/image-reflector-controller:v0.10.0');
    repository(world, acme.cluster.project, 'europe-west1/apps').policy.bindings[0]?.members.push('allUsers');
  },
  expect: { verdict: 'healthy', code: null, warns: ['flux-too-old-for-registry'] },
});
