import { scenario } from '../scenario.ts';

export const credentialPluginLoggedOut = scenario({
  id: 'credential-plugin-logged-out',
  title: 'gke-gcloud-auth-plugin is installed, and gcloud is not logged in',
  from: 'flux-v2',
  change(world) {
    world.operator.kubeconfig = 'plugin-logged-out';
  },
  expect: {
    verdict: 'inconclusive',
    code: 'credential-plugin-failed',
    blames: { context: 'gke_acme-prod_europe-west1_prod-1', cause: 'login' },
    repair: { tool: 'gcloud', does: ['gcloud auth login'] },
    says: ['gke_acme-prod_europe-west1_prod-1'],
  },
});
