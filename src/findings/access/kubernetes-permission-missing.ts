import { sh, yours } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import { defineFinding } from '../define.ts';
import { personOf } from '../fixes/caller.ts';
import { addGrant, onProject } from '../fixes/grant.ts';
import { grantRight } from '../fixes/rbac.ts';
import { askAgain } from '../fixes/verify.ts';
import { nullable, text } from '../schema.ts';
import type { ArgsOf } from '../schema.ts';

const args = {
  verb: text,
  resource: text,
  group: text,
  namespace: nullable(text),
  name: nullable(text),
  user: nullable(text),
  iamPermission: nullable(text),
  /** The cluster's, as far as the context's name tells. */
  project: nullable(text),
};
type Args = ArgsOf<typeof args>;

export const kubernetesPermissionMissing = defineFinding({
  code: 'kubernetes-permission-missing',
  link: 'access',
  level: 'unknown',
  failsAt: 'controller-rights',
  since: '0.1.0',
  args,
  summary: ({ verb, resource, group, namespace, name }) =>
    `You may not ${verb} ${kubernetesName(resource, group, name)}${namespace === null ? '' : ` in namespace ${namespace}`}`,
  explanation:
    'The API server refused you, not Flux: what could not be read is unknown, never broken. The role below contains this one right and no more. `create` on serviceaccounts/token is the right that proves the chain; whoever has it can act as that KSA, so grant it for the named KSA only.',
  sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  expected: ({ verb, resource, group, name }) => `the right to ${verb} ${kubernetesName(resource, group, name)}`,
  actual: ({ iamPermission, user }) =>
    `refused${user === null ? '' : ` as ${user}`}${iamPermission === null ? '' : `; on GKE the IAM permission ${iamPermission} would also grant it`}`,
  fixes: kubernetesRight,
  example: {
    verb: 'create',
    resource: 'serviceaccounts/token',
    group: '',
    namespace: 'flux-system',
    name: 'image-reflector-controller',
    user: 'dana@acme.example',
    iamPermission: 'container.serviceAccounts.createToken',
    project: 'acme-prod',
  },
  variants: [
    { verb: 'list', resource: 'nodes', namespace: null, name: null, user: null, iamPermission: 'container.nodes.list' },
    { verb: 'get', resource: '/.well-known/openid-configuration', namespace: null, name: null },
    { verb: 'get', resource: 'deployments', group: 'apps', user: 'system:serviceaccount:apps:doctor' },
  ],
});

function kubernetesName(resource: string, group: string, name: string | null): string {
  return `${resource}${group === '' ? '' : `.${group}`}${name === null ? '' : ` ${name}`}`;
}

function kubernetesRight(args: Args): Fix[] {
  const user = args.user ?? yours('CALLER');
  const scope = args.namespace === null ? '' : sh` -n ${args.namespace}`;
  const rbac: Fix = {
    kind: 'now',
    title: `Grant this one right: ${args.verb} ${args.resource}${args.namespace === null ? '' : ` in ${args.namespace}`}`,
    tool: 'kubectl',
    command: grantRight(args, user),
    patch: null,
    permission: 'create roles and bindings (cluster-admin, or roles/container.admin)',
    takes: 'at once',
    verify: canI(args) + scope,
  };
  const reads = ['get', 'list', 'watch'].includes(args.verb);
  if (args.iamPermission === null || !reads) return [rbac];
  const iam = addGrant(
    onProject(args.project ?? yours('PROJECT')),
    'roles/container.viewer',
    personOf(user),
    askAgain(),
  );
  return [
    rbac,
    { ...iam, kind: 'ask-first', title: 'Grant roles/container.viewer instead: reads in all clusters of the project' },
  ];
}

function canI({ verb, resource, name }: Args): string {
  const [plural = '', sub] = resource.startsWith('/') ? [resource] : resource.split('/');
  const what = name === null ? plural : `${plural}/${name}`;
  return sh`kubectl auth can-i ${verb} ${what}` + (sub === undefined ? '' : sh` --subresource=${sub}`);
}
