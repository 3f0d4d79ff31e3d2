import { annotateKsa } from '../annotations.ts';
import { pullSecret } from './pull-secret.ts';
import { object, scenario, specOf } from '../scenario.ts';

export const secretOverridesBareKsa = scenario({
  id: 'secret-overrides-bare-ksa',
  title: 'Flux reads with a pull secret that is refused; the KSA, which is not used, names no GSA',
  from: 'many',
  change(world) {
    world.cluster.objects.push(pullSecret('team-c', 'registry', 'gke-nodes@acme-prod.iam.gserviceaccount.com'));
    specOf(object(world, 'OCIRepository', 'team-c', 'deploy'))['secretRef'] = { name: 'registry' };
    annotateKsa(world, 'team-c', 'registry-reader', null);
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
