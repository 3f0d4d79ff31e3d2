import { defineFinding } from '../define.ts';
import { exampleWorkload } from '../examples.ts';
import { changeDeployment, environment } from '../fixes/deployment.ts';
import { nullable, text } from '../schema.ts';
import { owner, workload } from '../subjects.ts';
import { workloadName } from '../wording.ts';

export const credentialsFileOverridesIdentity = defineFinding({
  code: 'credentials-file-overrides-identity',
  link: 'workload',
  level: 'broken',
  bypassesIdentity: true,
  failsAt: 'metadata',
  since: '0.1.0',
  args: { ...workload, variable: text, value: text, version: nullable(text), owner },
  summary: ({ namespace, workload, variable, value }) =>
    `Deployment ${workloadName(namespace, workload)} sets ${variable}=${value}, which replaces Workload Identity`,
  explanation:
    "Google's libraries use this variable before they ask the metadata server, so the identity of the KSA is never used. Flux 2.6 and later use it for registries, and every version for buckets; earlier versions ignored it for registries. The account in the file may have the rights until its key is rotated.",
  sources: [
    'https://cloud.google.com/docs/authentication/application-default-credentials',
    'https://github.com/fluxcd/flux2/issues/1232',
  ],
  expected: ({ variable }) => `no ${variable} on the container`,
  actual: ({ variable, value }) => `${variable}=${value}`,
  fixes: (args) =>
    changeDeployment(args, args.owner, {
      title: `Remove ${args.variable} from Deployment ${args.namespace}/${args.workload}`,
      patch: environment(args.workload, { name: args.variable, $patch: 'delete' }),
    }),
  example: {
    ...exampleWorkload,
    variable: 'GOOGLE_APPLICATION_CREDENTIALS',
    value: '/etc/gcp/key.json',
    version: '1.0.1',
    owner: { kind: 'kustomization', namespace: 'flux-system', name: 'flux-system', path: './clusters/prod' },
  },
});
