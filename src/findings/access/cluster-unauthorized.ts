import { sh } from '../../chain/shell-quote.ts';
import { defineFinding } from '../define.ts';
import { getCredentials } from '../fixes/caller.ts';
import { logInGcloud } from '../fixes/credential-plugin.ts';
import { text } from '../schema.ts';

export const clusterUnauthorized = defineFinding({
  code: 'cluster-unauthorized',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args: { context: text, server: text, problem: text },
  summary: ({ context }) => `The API server of ${context} does not accept your credentials`,
  explanation:
    'The API server answered 401: it does not know the user of this kubeconfig. The gcloud login may have expired, or the kubeconfig holds a token or certificate of an earlier cluster. This is your own login, not the identity of Flux.',
  sources: ['https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl'],
  expected: () => 'credentials that the API server accepts',
  actual: ({ problem }) => problem,
  fixes: ({ context }) => [
    { ...logInGcloud(context), verify: sh`kubectl --context ${context} auth whoami` },
    {
      ...getCredentials('Write the context again, where the kubeconfig holds an old token or certificate', context),
      kind: 'ask-first',
    },
  ],
  example: { context: 'gke_acme-prod_europe-west1_prod', server: 'https://34.78.12.9', problem: '401 Unauthorized' },
});
