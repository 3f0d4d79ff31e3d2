import { scenarios } from '../scenario.ts';

export const accessKubeconfigInvalid = scenarios([
  {
    id: 'kubeconfig-missing',
    title: 'there is no kubeconfig',
    from: 'flux-v2',
    change(world) {
      world.operator.kubeconfig = 'none';
    },
    expect: {
      verdict: 'inconclusive',
      code: 'kubeconfig-invalid',
      blames: { source: '~/.kube/config' },
      repair: { tool: 'gcloud', does: ['gcloud container clusters get-credentials'] },
    },
  },
]);
