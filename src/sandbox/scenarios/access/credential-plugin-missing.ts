import { scenario } from '../scenario.ts';

export const credentialPluginMissing = scenario({
  id: 'credential-plugin-missing',
  title: 'gke-gcloud-auth-plugin is not installed where the doctor runs',
  from: 'flux-v2',
  change(world) {
    world.operator.kubeconfig = 'plugin-missing';
  },
  expect: {
    verdict: 'inconclusive',
    code: 'credential-plugin-failed',
    blames: { context: 'gke_acme-prod_europe-west1_prod-1', cause: 'missing' },
    repair: { tool: 'gcloud', does: ['gcloud components install gke-gcloud-auth-plugin'] },
    says: ['gke_acme-prod_europe-west1_prod-1'],
  },
});
