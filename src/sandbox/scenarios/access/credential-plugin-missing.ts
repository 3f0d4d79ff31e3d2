import { scenario } from '../scenario.ts';

export const credentialPluginMissing = scenario({
  id: 'credential-plugin-missing',
  title: 'gke-gcloud-auth-plugin is not installed where the doctor runs',
  from: 'flux-v2',
  change(world) {
    world.operator.kubeconfig = 'plugin-missing';
  },
  expect: { verdict: 'inconclusive', code: 'credential-plugin-failed' },
});
