import { acme } from '../../worlds/flux-v2.ts';
import { annotateKsa } from '../annotations.ts';
import { account, repository, scenarios } from '../scenario.ts';

export const gsaGsaEmailUnsupported = scenarios([
  {
    id: 'gsa-email-refused-by-flux',
    title: 'an object’s identity is the default compute account, which GKE takes and Flux does not',
    cases: ['B111'],
    from: 'flux-v2-object',
    change(world) {
      const gsa = `${acme.number}-compute@developer.gserviceaccount.com`;
      annotateKsa(world, 'team-a', 'registry-reader', gsa);
      const bound = account(world, 'acme-prod', 'team-a-registry@acme-prod.iam.gserviceaccount.com');
      account(world, 'acme-prod', gsa).policy = bound.policy;
      repository(world, 'acme-prod', 'europe-west1/team-a').policy.bindings = [
        { role: 'roles/artifactregistry.reader', members: [`serviceAccount:${gsa}`] },
      ];
    },
    expect: {
      verdict: 'broken',
      code: 'gsa-email-unsupported',
      blames: {
        identity: 'team-a/registry-reader@object',
        namespace: 'team-a',
        ksa: 'registry-reader',
        gsa: '314159265358-compute@developer.gserviceaccount.com',
      },
      repair: {
        tool: 'kubectl',
        does: ['kubectl -n team-a annotate serviceaccount registry-reader iam.gke.io/gcp-service-account='],
      },
      says: ['314159265358-compute@developer.gserviceaccount.com', 'registry-reader'],
    },
  },
]);
