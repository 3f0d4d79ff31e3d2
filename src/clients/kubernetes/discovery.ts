import * as z from 'zod';
import { ApiError } from '../api-error.ts';
import type { ServedResource } from '../kubernetes.ts';
import { nonsense } from '../refusals/no-answer.ts';
import { ongoingCall } from '../transport/api-call.ts';
import type { Connection } from './connection.ts';

const aggregated = z.looseObject({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string().catch('') }).catch({ name: '' }),
      versions: z
        .array(
          z.looseObject({
            version: z.string(),
            resources: z
              .array(
                z.looseObject({
                  resource: z.string(),
                  responseKind: z.looseObject({ kind: z.string() }).optional().catch(undefined),
                  scope: z.string().catch('Namespaced'),
                }),
              )
              .nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

const plainGroups = z.looseObject({
  kind: z.literal('APIGroupList'),
  groups: z.array(z.looseObject({ name: z.string(), versions: z.array(z.looseObject({ version: z.string() })) })),
});

const plainVersions = z.looseObject({ kind: z.literal('APIVersions'), versions: z.array(z.string()) });

const plainResources = z.looseObject({
  kind: z.literal('APIResourceList'),
  resources: z.array(z.looseObject({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** The newer form first: one answer instead of one for each version of each group. */
const accept = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

/** All resources that the API server serves, whether or not the caller may read them. */
export async function discover(connection: Connection): Promise<readonly ServedResource[]> {
  const found = await Promise.all([discoverUnder(connection, '/api'), discoverUnder(connection, '/apis')]);
  return found.flat();
}

async function discoverUnder(connection: Connection, path: '/api' | '/apis'): Promise<readonly ServedResource[]> {
  const answer = await read(connection, path);
  const list = aggregated.safeParse(answer);
  if (list.success) return ofAggregated(list.data);
  const groups = plainGroups.safeParse(answer);
  if (groups.success) {
    const all = groups.data.groups.flatMap(({ name, versions }) => versions.map(({ version }) => ({ name, version })));
    return (await Promise.all(all.map(({ name, version }) => ofVersion(connection, name, version)))).flat();
  }
  const versions = plainVersions.safeParse(answer);
  if (versions.success) {
    return (await Promise.all(versions.data.versions.map((version) => ofVersion(connection, '', version)))).flat();
  }
  return connection.call(api, path, () =>
    Promise.reject(nonsense(ongoingCall(), 'a document that is no list of API groups')),
  );
}

function ofAggregated({ items }: z.infer<typeof aggregated>): readonly ServedResource[] {
  return items.flatMap(({ metadata, versions }) =>
    (versions ?? []).flatMap(({ version, resources }) =>
      (resources ?? []).map(({ resource, responseKind, scope }) => ({
        group: metadata.name,
        version,
        resource,
        kind: responseKind?.kind ?? '',
        namespaced: scope === 'Namespaced',
      })),
    ),
  );
}

/** A group whose own server is down (a metrics adapter, as a rule) hides nothing of the others. */
async function ofVersion(connection: Connection, group: string, version: string): Promise<readonly ServedResource[]> {
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const answer = await read(connection, path).catch((error: unknown) => {
    if (error instanceof ApiError && (error.kind === 'not-yet' || error.kind === 'not-found')) return null;
    throw error;
  });
  const { resources } = plainResources.safeParse(answer).data ?? { resources: [] };
  return resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced }) => ({ group, version, resource: name, kind, namespaced }));
}

const api = 'kubernetes.discovery';

function read(connection: Connection, path: string): Promise<unknown> {
  return connection.call(api, path, async () => {
    const response = await connection.fetch(`${connection.server}${path}`, { headers: { accept } });
    return response.json();
  });
}
