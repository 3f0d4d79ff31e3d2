/** Rights in the cluster, as exact lines. */

import { inOrder, sh } from '../../chain/shell-quote.ts';

interface Right {
  readonly verb: string;
  /** As the API names it: `pods`, `serviceaccounts/token`, or a path such as `/.well-known/openid-configuration`. */
  readonly resource: string;
  readonly group: string;
  /** `null`: everywhere. */
  readonly namespace: string | null;
  /** `null`: each of them. */
  readonly name: string | null;
}

/** One right for one user, as a role and its binding. */
export function grantRight(right: Right, user: string): string {
  const role = `flux-wi-${right.verb}-${right.resource}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  const scope = right.namespace === null ? '' : sh` -n ${right.namespace}`;
  const kind = right.namespace === null ? 'clusterrole' : 'role';
  const rules = sh`--verb=${right.verb} ` + rule(right);
  return inOrder(
    `kubectl create ${kind} ${sh`${role}`} ${rules}${scope}`,
    `kubectl create ${kind}binding ${sh`${role}`} --${kind}=${role} ${subject(user)}${scope}`,
  );
}

function rule({ resource, group, name, verb }: Right): string {
  if (resource.startsWith('/')) return sh`--non-resource-url=${resource}`;
  const [plural = '', sub] = resource.split('/');
  const grouped = (group === '' ? plural : `${plural}.${group}`) + (sub === undefined ? '' : `/${sub}`);
  // A list names no object, so RBAC cannot hold it to one.
  const named = name !== null && verb !== 'list' && verb !== 'watch';
  return named ? sh`--resource=${grouped} --resource-name=${name}` : sh`--resource=${grouped}`;
}

function subject(user: string): string {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user);
  return account === null ? sh`--user=${user}` : sh`--serviceaccount=${`${account[1]}:${account[2]}`}`;
}
