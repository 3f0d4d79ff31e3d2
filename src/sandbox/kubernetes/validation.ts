/** What the API server refuses to store, as far as anyone on this chain meets it. */

import type { StoredObject } from '../world.ts';
import { isTree } from './strategic-merge.ts';
import { readText } from './read.ts';
import { apiVersionOf } from './resources.ts';
import type { Resource } from './resources.ts';
import { ApiStatus, badRequest, invalid } from './status.ts';
import type { ObjectStore } from './store.ts';

/** A body as an object of the resource; throws a 400 where it cannot be one. */
export function asObject(
  body: Record<string, unknown>,
  resource: Resource,
  version: string,
  namespace: string | undefined,
): StoredObject {
  const apiVersion = apiVersionOf(resource.group, version);
  const kind = readText(body, 'kind') || resource.kind;
  const given = readText(body, 'apiVersion') || apiVersion;
  if (kind !== resource.kind || given !== apiVersion) {
    throw badRequest(
      `${kind} in version "${given}" cannot be handled as a ${resource.kind}: no kind "${kind}" is registered for version "${given}"`,
    );
  }
  const metadata = body['metadata'] ?? {};
  if (!isTree(metadata)) throw cannotUnmarshal(resource, version, metadata, 'metadata', 'v1.ObjectMeta');
  for (const field of ['annotations', 'labels']) {
    const map = metadata[field] ?? {};
    if (!isTree(map))
      throw cannotUnmarshal(resource, version, map, `ObjectMeta.metadata.${field}`, 'map[string]string');
    for (const value of Object.values(map))
      if (typeof value !== 'string')
        throw cannotUnmarshal(resource, version, value, `ObjectMeta.metadata.${field}`, 'string');
  }
  const stated = metadata['namespace'];
  if (namespace !== undefined && stated !== undefined && stated !== '' && stated !== namespace) {
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  }
  return {
    ...body,
    apiVersion,
    kind: resource.kind,
    metadata: {
      ...metadata,
      name: typeof metadata['name'] === 'string' ? metadata['name'] : '',
      ...(namespace !== undefined && { namespace }),
    },
  };
}

function cannotUnmarshal(resource: Resource, version: string, value: unknown, field: string, type: string): ApiStatus {
  const what = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return badRequest(
    `${resource.kind} in version "${version}" cannot be handled as a ${resource.kind}: json: cannot unmarshal ${what} into Go struct field ${field} of type ${type}`,
  );
}

const qualifiedName = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** RBAC names may hold more, e.g. `system:node`. */
const pathSegment = /^[^/%]+$/;

const namePartRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const labelValueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** Throws the 422 of the first field that is wrong. */
export function validate(object: StoredObject, resource: Resource): void {
  const { name, annotations, labels } = object.metadata;
  const refuse = (field: string, value: string, rule: string): ApiStatus =>
    invalid(resource.group, resource.kind, name, {
      type: 'FieldValueInvalid',
      field,
      message: `Invalid value: ${JSON.stringify(value)}: ${rule}`,
    });
  if (name === '') {
    throw invalid(resource.group, resource.kind, name, {
      type: 'FieldValueRequired',
      field: 'metadata.name',
      message: 'Required value: name or generateName is required',
    });
  }
  const pattern = resource.group === 'rbac.authorization.k8s.io' ? pathSegment : subdomain;
  if (!pattern.test(name)) throw refuse('metadata.name', name, subdomainRule);
  // Annotation keys are compared in lower case; a label's prefix must be lower case as it stands.
  for (const key of Object.keys(annotations ?? {}))
    if (!qualifiedName.test(key.toLowerCase())) throw refuse('metadata.annotations', key, namePartRule);
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (!qualifiedName.test(key)) throw refuse('metadata.labels', key, namePartRule);
    if (!labelValue.test(value)) throw refuse('metadata.labels', value, labelValueRule);
  }
}

/** Admission: a pod whose KSA is not there is refused. */
export function admitPod(pod: StoredObject, ksa: string, store: ObjectStore): void {
  const { namespace, name } = pod.metadata;
  if (store.get({ kind: 'ServiceAccount', group: '' }, namespace, ksa) !== undefined) return;
  throw new ApiStatus(
    403,
    'Forbidden',
    `pods "${name}" is forbidden: error looking up service account ${namespace ?? ''}/${ksa}: serviceaccount "${ksa}" not found`,
    { name, kind: 'pods' },
  );
}
