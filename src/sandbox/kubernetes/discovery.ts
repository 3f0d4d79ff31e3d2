/** What is served, in the plain form and in the aggregated one. */

import { createHash } from 'node:crypto';
import { apiVersionOf, objectVerbs } from './resources.ts';
import type { Resource } from './resources.ts';

interface GroupVersions {
  readonly group: string;
  readonly versions: readonly string[];
}

function groupsOf(resources: readonly Resource[]): GroupVersions[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, versions } of resources) {
    const known = groups.get(group) ?? new Set<string>();
    for (const version of versions) known.add(version);
    groups.set(group, known);
  }
  return [...groups].map(([group, versions]) => ({ group, versions: [...versions] }));
}

function served(resources: readonly Resource[], group: string, version: string): readonly Resource[] {
  return resources.filter((resource) => resource.group === group && resource.versions.includes(version));
}

function verbsOf(resource: Resource): readonly string[] {
  return resource.reviewOnly ? ['create'] : objectVerbs;
}

/** `/api`, or `/apis` without the core group. */
export function aggregatedDiscovery(resources: readonly Resource[], core: boolean): { body: object; etag: string } {
  const items = groupsOf(resources)
    .filter(({ group }) => (group === '') === core)
    .map(({ group, versions }) => ({
      metadata: { ...(group !== '' && { name: group }), creationTimestamp: null },
      versions: versions.map((version) => ({
        version,
        resources: served(resources, group, version).map((resource) => aggregatedResource(resource, version)),
        freshness: 'Current',
      })),
    }));
  const body = { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
  const etag = createHash('sha512').update(JSON.stringify(body)).digest('hex').toUpperCase();
  return { body, etag: `"${etag}"` };
}

function aggregatedResource(resource: Resource, version: string): object {
  // The built-in types of the core leave group and version empty here.
  const responseKind =
    resource.custom || resource.group !== ''
      ? { group: resource.group, version, kind: resource.kind }
      : { group: '', version: '', kind: resource.kind };
  const subresources = Object.entries(resource.subresources).map(([subresource, verbs]) => ({
    subresource,
    responseKind: subresourceKind(subresource) ?? responseKind,
    verbs,
  }));
  return {
    resource: resource.plural,
    responseKind,
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: verbsOf(resource),
    ...(resource.shortNames.length > 0 && { shortNames: resource.shortNames }),
    ...(resource.categories.length > 0 && { categories: resource.categories }),
    ...(subresources.length > 0 && { subresources }),
  };
}

function subresourceKind(subresource: string): { group: string; version: string; kind: string } | undefined {
  switch (subresource) {
    case 'token':
      return { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' };
    case 'scale':
      return { group: 'autoscaling', version: 'v1', kind: 'Scale' };
    default:
      return undefined;
  }
}

export function coreVersions(host: string): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: host }],
  };
}

export function groupList(resources: readonly Resource[]): object {
  const groups = groupsOf(resources).filter(({ group }) => group !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupBody) };
}

/** `undefined`: no such group. */
export function oneGroup(resources: readonly Resource[], group: string): object | undefined {
  const found = groupsOf(resources).find((candidate) => candidate.group === group);
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...groupBody(found) };
}

function groupBody({ group, versions }: GroupVersions): object {
  const all = versions.map((version) => ({ groupVersion: apiVersionOf(group, version), version }));
  return { name: group, versions: all, preferredVersion: all[0] };
}

/** `undefined`: no such group and version. */
export function resourceList(resources: readonly Resource[], group: string, version: string): object | undefined {
  const found = served(resources, group, version);
  if (found.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    // The core's list is older than its own apiVersion.
    ...(group !== '' && { apiVersion: 'v1' }),
    groupVersion: apiVersionOf(group, version),
    resources: found.flatMap((resource) => [
      {
        name: resource.plural,
        singularName: resource.singular,
        namespaced: resource.namespaced,
        kind: resource.kind,
        verbs: verbsOf(resource),
        ...(resource.shortNames.length > 0 && { shortNames: resource.shortNames }),
        ...(resource.categories.length > 0 && { categories: resource.categories }),
        storageVersionHash: createHash('sha256')
          .update(`${apiVersionOf(resource.group, resource.versions[0] ?? '')}/${resource.kind}`)
          .digest()
          .subarray(0, 8)
          .toString('base64'),
      },
      ...Object.entries(resource.subresources).map(([subresource, verbs]) => ({
        name: `${resource.plural}/${subresource}`,
        singularName: '',
        namespaced: resource.namespaced,
        ...subresourceKind(subresource),
        kind: subresourceKind(subresource)?.kind ?? resource.kind,
        verbs,
      })),
    ]),
  };
}

/**
 * The little of OpenAPI that `kubectl apply` and `create` look for: that the server validates fields itself, so
 * that they need no schema of their own.
 */
export function openApiIndex(resources: readonly Resource[]): object {
  const paths = groupsOf(resources).flatMap(({ group, versions }) =>
    versions.map((version) => {
      const path = group === '' ? `api/${version}` : `apis/${group}/${version}`;
      return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=0` }];
    }),
  );
  return { paths: Object.fromEntries(paths) as unknown };
}

export function openApiOf(resources: readonly Resource[], group: string, version: string): object | undefined {
  const found = served(resources, group, version);
  if (found.length === 0) return undefined;
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const paths = found.map((resource) => {
    const place = resource.namespaced ? '/namespaces/{namespace}' : '';
    return [
      `${root}${place}/${resource.plural}/{name}`,
      {
        patch: {
          parameters: [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }],
          responses: {},
          'x-kubernetes-action': 'patch',
          'x-kubernetes-group-version-kind': { group, version, kind: resource.kind },
        },
      },
    ];
  });
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'sandbox' },
    paths: Object.fromEntries(paths) as unknown,
    components: { schemas: {} },
  };
}
