import { fluxSaid } from '../flux-said.ts';
import { scenario } from '../scenario.ts';

export const pullRefused = scenario({
  id: 'pull-refused',
  title: 'Flux is refused what it pulls, and all that it asks for can be had as the identity',
  from: 'many',
  change(world) {
    fluxSaid(
      world,
      'OCIRepository',
      'OCIArtifactPullFailed',
      "failed to pull artifact from 'oci://us-docker.pkg.dev/acme-prod/manifests/team-c/deploy': GET https://us-docker.pkg.dev/v2/acme-prod/manifests/team-c/deploy/manifests/1.0.0: DENIED: denied",
      { since: 200, lastSeconds: 40, count: 60 },
    );
  },
  expect: {
    verdict: 'inconclusive',
    code: 'scan-failing',
    blames: {
      identity: 'team-c/registry-reader@object',
      target: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy',
      kind: 'OCIRepository',
      namespace: 'team-c',
      name: 'deploy',
    },
    repair: { tool: 'flux', does: ['flux reconcile source oci deploy -n team-c'] },
    says: ['deploy'],
  },
});
