import { defineFinding } from '../define.ts';
import { getCredentials } from '../fixes/caller.ts';
import { nullable, text } from '../schema.ts';

export const kubeconfigInvalid = defineFinding({
  code: 'kubeconfig-invalid',
  link: 'access',
  level: 'unknown',
  certain: true,
  since: '0.1.0',
  args: { source: text, problem: text, context: nullable(text) },
  summary: ({ source }) => `The kubeconfig ${source} cannot be used`,
  explanation:
    'No cluster could be asked, so nothing of the chain is known. The kubeconfig is found as kubectl finds it: the files in KUBECONFIG, else ~/.kube/config, else the service account of the pod. This says nothing about Flux or the cluster.',
  sources: ['https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/'],
  expected: () => 'a kubeconfig with a context that names a cluster and a user',
  actual: ({ problem }) => problem,
  fixes: ({ context }) => [getCredentials('Write a context for the cluster', context)],
  example: { source: '~/.kube/config', problem: 'no configuration has been provided', context: null },
});
