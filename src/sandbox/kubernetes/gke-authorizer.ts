/**
 * GKE's second authorizer asks IAM after RBAC has not allowed a call, and adds to the refusal which permission
 * would have done: `…: requires one of ["container.pods.list"] permission(s).`
 */

import type { Attributes, User } from './rbac.ts';
import { builtInGroups } from './resources.ts';

/** Empty where IAM is not asked: for Kubernetes' own users, and for paths that are no resource. */
export function missingIamPermission(user: User, attributes: Attributes): string {
  if (user.username.startsWith('system:') || attributes.kind === 'path') return '';
  return `requires one of ["${permissionOf(attributes)}"] permission(s).`;
}

function permissionOf(attributes: Extract<Attributes, { kind: 'resource' }>): string {
  const { group, resource, subresource, verb } = attributes;
  if (!builtInGroups.has(group)) return `container.thirdPartyObjects.${verbs.get(verb) ?? verb}`;
  const action = subresource === undefined ? (verbs.get(verb) ?? verb) : subresourceAction(verb, subresource);
  return `container.${camelCase.get(resource) ?? resource}.${action}`;
}

const verbs: ReadonlyMap<string, string> = new Map([
  ['patch', 'update'],
  ['watch', 'list'],
  ['deletecollection', 'delete'],
]);

/** `create` of `serviceaccounts/token` is `createToken`, `get` of `pods/status` is `getStatus`. */
function subresourceAction(verb: string, subresource: string): string {
  const noun = `${subresource.charAt(0).toUpperCase()}${subresource.slice(1)}`;
  return subresource === 'log' ? 'getLogs' : `${verbs.get(verb) ?? verb}${noun}`;
}

const camelCase: ReadonlyMap<string, string> = new Map(
  [
    'configMaps',
    'serviceAccounts',
    'daemonSets',
    'replicaSets',
    'statefulSets',
    'cronJobs',
    'networkPolicies',
    'clusterRoles',
    'clusterRoleBindings',
    'roleBindings',
    'customResourceDefinitions',
    'localSubjectAccessReviews',
    'selfSubjectAccessReviews',
    'selfSubjectRulesReviews',
    'subjectAccessReviews',
    'tokenReviews',
  ].map((name) => [name.toLowerCase(), name] as const),
);
