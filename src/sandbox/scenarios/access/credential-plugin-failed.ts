import { scenarios } from '../scenario.ts';

export const accessCredentialPluginFailed = scenarios([
  {
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
  },
  {
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
  },
]);
