import type { Attributes, User } from './rbac.ts';
import { ApiStatus } from './status.ts';

/** The authorizer's 403: who may not do what, and what a second authorizer adds to it. */
export function forbidden(user: User, attributes: Attributes, addition = ''): ApiStatus {
  const tail = addition === '' ? '' : `: ${addition}`;
  if (attributes.kind === 'path') {
    const message = `forbidden: User "${user.username}" cannot ${attributes.verb} path "${attributes.path}"${tail}`;
    return new ApiStatus(403, 'Forbidden', message, {});
  }
  const { group, resource, subresource, namespace, name, verb } = attributes;
  const qualified = group === '' ? resource : `${resource}.${group}`;
  const subject = name === undefined || name === '' ? qualified : `${qualified} "${name}"`;
  const asked = subresource === undefined ? resource : `${resource}/${subresource}`;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return new ApiStatus(
    403,
    'Forbidden',
    `${subject} is forbidden: User "${user.username}" cannot ${verb} resource "${asked}" in API group "${group}" ${where}${tail}`,
    { name, group, kind: resource },
  );
}
