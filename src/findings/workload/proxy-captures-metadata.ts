import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { changeDeployment, environment } from '../fixes/deployment.ts';
import { nullable, text } from '../schema.ts';
import { owner, workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

export const proxyCapturesMetadata = defineFinding({
  code: 'proxy-captures-metadata',
  link: 'workload',
  level: 'broken',
  failsAt: 'metadata',
  since: '0.1.0',
  args: { ...workload, variable: text, noProxy: text, version: nullable(text), owner },
  summary: ({ namespace, workload, variable }) =>
    `Deployment ${workloadName(namespace, workload)} sends its metadata requests to the proxy in ${variable}`,
  explanation:
    'The proxy is asked for metadata.google.internal, which only the node can answer, so no token comes back, or one of another machine. This concerns Flux up to 2.5, whose login uses the proxy variables and spec.proxySecretRef; later versions ask the metadata server directly. Google itself is still to be reached through the proxy.',
  sources: ['https://fluxcd.io/flux/installation/configuration/proxy-setting/'],
  expected: () => 'NO_PROXY with 169.254.169.254 and metadata.google.internal',
  actual: ({ noProxy }) => (noProxy === '' ? 'no NO_PROXY' : `NO_PROXY=${noProxy}`),
  fixes: (args) =>
    changeDeployment(args, args.owner, {
      title: `Exclude the metadata server from the proxy of Deployment ${args.namespace}/${args.workload}`,
      patch: environment(args.workload, {
        name: 'NO_PROXY',
        value: [args.noProxy, '169.254.169.254', 'metadata.google.internal'].filter((part) => part !== '').join(','),
      }),
    }),
  example: {
    ...exampleWorkload,
    variable: 'HTTP_PROXY',
    noProxy: '.svc,10.0.0.0/8',
    version: '0.34.0',
    owner: { kind: 'none' },
  },
  variants: [{ noProxy: '' }],
});
