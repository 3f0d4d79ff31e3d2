import { pullSecret } from './pull-secret.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const secretOverridesOciRepository = scenario({
  id: 'secret-overrides-oci-repository',
  title: 'a pull secret of another account stands before an OCIRepository’s identity',
  from: 'many',
  change(world) {
    world.cluster.objects.push(pullSecret('team-c', 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
    specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['secretRef'] = { name: 'registry' };
  },
  expect: {
    verdict: 'broken',
    code: 'secret-overrides-identity',
    blames: {
      identity: 'team-c/registry-reader@object',
      target: 'us-docker.pkg.dev/acme-prod/manifests/team-c/deploy',
      kind: 'OCIRepository',
      namespace: 'team-c',
      name: 'deploy',
      secret: 'registry',
    },
    repair: {
      tool: 'kubectl',
      does: [
        'kubectl -n team-c patch ocirepository.source.toolkit.fluxcd.io deploy',
        '-p \'{"spec":{"secretRef":null}}\'',
      ],
    },
    says: ['registry', 'deploy'],
  },
});
