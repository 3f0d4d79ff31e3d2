import { scenario } from '../scenario.ts';

export const credentialPluginWorks = scenario({
  id: 'credential-plugin-works',
  title: 'gke-gcloud-auth-plugin gives the credential',
  from: 'flux-v2',
  change(world) {
    world.operator.kubeconfig = 'plugin';
  },
  expect: { verdict: 'healthy', code: null },
});
