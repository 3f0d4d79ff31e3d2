import { CoreV1Api, CustomObjectsApi, KubeConfig } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { served } from './served.ts';
import type { Served } from './served.ts';
import { imageRepository, smallWorld, withAdmin } from './small-world.ts';

const path = '/apis/image.toolkit.fluxcd.io/v1/imagerepositories';

function fleet(): ReturnType<typeof smallWorld> {
  const world = withAdmin(smallWorld());
  for (let index = 0; index < 5; index++) {
    world.cluster.objects.push(imageRepository(`app-${index}`, 'team-a'), imageRepository(`app-${index}`, 'team-b'));
  }
  return world;
}

interface List {
  metadata: { continue?: string; remainingItemCount?: number; resourceVersion: string };
  items: { metadata: { name: string; namespace: string } }[];
}

async function list({ ask }: Served, query: string): Promise<List> {
  return (await ask(`${path}?${query}`)).json as unknown as List;
}

function clientOf({ server }: Served): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'c', server: server.url, caData: Buffer.from(server.caPem).toString('base64') }],
    users: [{ name: 'u', token: server.tokens.operator }],
    contexts: [{ name: 'c', cluster: 'c', user: 'u' }],
    currentContext: 'c',
  });
  return config;
}

describe('pages', () => {
  test('come in order, with one resourceVersion and what remains', async () => {
    const cluster = await served(fleet());
    const seen: string[] = [];
    const remaining: (number | undefined)[] = [];
    const versions = new Set<string>();
    let token: string | undefined = '';
    while (token !== undefined) {
      const page: List = await list(cluster, `limit=5&continue=${token}`);
      seen.push(...page.items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
      remaining.push(page.metadata.remainingItemCount);
      versions.add(page.metadata.resourceVersion);
      token = page.metadata.continue || undefined;
    }
    expect(seen).toEqual(seen.toSorted());
    expect(seen).toHaveLength(11);
    expect(remaining).toEqual([6, 1, undefined]);
    expect(versions.size).toBe(1);
  });

  test('a list that has expired says how to go on', async () => {
    const cluster = await served(fleet(), { expiredPages: 1 });
    const first = await list(cluster, 'limit=5');
    const told = await cluster.ask(`${path}?limit=5&continue=${first.metadata.continue ?? ''}`);
    expect(told.status).toBe(410);
    expect(told.json['reason']).toBe('Expired');
    const { continue: next } = told.json['metadata'] as { continue: string };
    expect(JSON.parse(Buffer.from(next, 'base64url').toString())).toMatchObject({ rv: -1 });
    expect((await list(cluster, `limit=50&continue=${next}`)).items).toHaveLength(6);
  });

  test.each([
    ['limit=abc', 'strconv.ParseInt: parsing "abc": invalid syntax'],
    [
      'continue=aXg',
      "invalid continue token: continue key is not valid: invalid character 'i' looking for beginning of value",
    ],
    ['labelSelector=%21%21', "unable to parse requirement: found '!!', expected: ',', ')' or identifier"],
    ['fieldSelector=spec.image%3Dx', 'field label not supported: spec.image'],
  ])('%s is no question', async (query, message) => {
    const cluster = await served(fleet());
    const { status, json } = await cluster.ask(`${path}?${query}`);
    expect([status, json['message']]).toEqual([400, message]);
  });

  test('resourceVersion=0 ignores the limit', async () => {
    const cluster = await served(fleet());
    expect((await list(cluster, 'limit=2&resourceVersion=0')).items).toHaveLength(11);
  });
});

test('selectors choose by label and field', async () => {
  const world = fleet();
  for (const object of world.cluster.objects)
    if (object.kind === 'ImageRepository' && object.metadata.name === 'app-3')
      object.metadata.labels = { tier: 'gold' };
  const cluster = await served(world);
  expect((await list(cluster, 'labelSelector=tier%20in%20(gold,silver)')).items).toHaveLength(2);
  expect((await list(cluster, 'labelSelector=%21tier')).items).toHaveLength(9);
  expect(
    (await list(cluster, 'labelSelector=tier%3Dgold&fieldSelector=metadata.namespace%3Dteam-b')).items,
  ).toHaveLength(1);
});

test('the Kubernetes client lists, pages and reads', async () => {
  const cluster = await served(fleet());
  const custom = clientOf(cluster).makeApiClient(CustomObjectsApi);
  const resource = { group: 'image.toolkit.fluxcd.io', version: 'v1', plural: 'imagerepositories' };
  const page = (await custom.listClusterCustomObject({ ...resource, limit: 4 })) as List;
  expect([page.items.length, page.metadata.remainingItemCount]).toEqual([4, 7]);
  const core = clientOf(cluster).makeApiClient(CoreV1Api);
  const pods = await core.listPodForAllNamespaces({ fieldSelector: 'spec.nodeName=gke-prod-1-pool-1' });
  expect(pods.items.map((pod) => pod.metadata?.name)).toEqual(['image-reflector-controller-7d9f-abcde']);
  const refused = core.readNamespacedServiceAccount({ namespace: 'flux-system', name: 'nope' });
  await expect(refused).rejects.toMatchObject({ code: 404 });
});

test('a watch begins with what is there, and tells of each change', async () => {
  const { ask, server } = await served(withAdmin(smallWorld()));
  const watching = ask(`${path}?watch=true&timeoutSeconds=1`);
  await ask('/version');
  server.store.add(imageRepository('late'));
  const events = (await watching).text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; object: { metadata: { name: string } } });
  expect(events.map(({ type, object }) => [type, object.metadata.name])).toEqual([
    ['ADDED', 'api'],
    ['ADDED', 'late'],
  ]);
});

describe('representations', () => {
  const table = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };

  test('a table has what kubectl prints', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const { json } = await ask(path, { headers: table });
    expect(json['kind']).toBe('Table');
    const columns = json['columnDefinitions'] as { name: string }[];
    expect(columns.map(({ name }) => name)).toEqual(['Name', 'Image', 'Tags', 'Ready', 'Status', 'Age']);
    const [row] = json['rows'] as { cells: unknown[] }[];
    expect(row?.cells.slice(0, 5)).toEqual(['api', 'europe-west1-docker.pkg.dev/acme-prod/apps/api', null, null, null]);
  });

  test('of a pod: its state in words', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const { json } = await ask('/api/v1/namespaces/flux-system/pods', { headers: table });
    const [row] = json['rows'] as { cells: unknown[] }[];
    expect(row?.cells.slice(0, 4)).toEqual(['image-reflector-controller-7d9f-abcde', '1/1', 'Running', '0']);
  });

  test('metadata alone', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const accept = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';
    const { json } = await ask(path, { headers: { accept } });
    const [item] = json['items'] as Record<string, unknown>[];
    expect(Object.keys(item ?? {})).toEqual(['kind', 'apiVersion', 'metadata']);
  });

  test('an older version is served too, and says that it is old', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    const told = await ask(path.replace('/v1/', '/v1beta2/'));
    expect(told.header('warning')).toBe('299 - "v1beta2 ImageRepository is deprecated, upgrade to v1"');
    const [item] = told.json['items'] as { apiVersion: string }[];
    expect(item?.apiVersion).toBe('image.toolkit.fluxcd.io/v1beta2');
  });

  test('a form that is not offered is 406', async () => {
    const { ask } = await served(withAdmin(smallWorld()));
    expect((await ask(path, { headers: { accept: 'text/html' } })).status).toBe(406);
  });

  test('large answers are compressed', async () => {
    const world = withAdmin(smallWorld());
    for (let index = 0; index < 600; index++) world.cluster.objects.push(imageRepository(`app-${index}`, 'team-a'));
    const { ask } = await served(world);
    const told = await ask(path);
    expect(told.header('content-encoding')).toBe('gzip');
    expect(told.json['items']).toHaveLength(601);
  });
});

describe('discovery', () => {
  test('aggregated, in one call, with an ETag', async () => {
    const { ask } = await served(smallWorld());
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const told = await ask('/apis', { headers: { accept } });
    const groups = told.json['items'] as { metadata: { name: string }; versions: { resources: unknown[] }[] }[];
    const flux = groups.find(({ metadata }) => metadata.name === 'image.toolkit.fluxcd.io');
    expect(flux?.versions[0]?.resources[0]).toMatchObject({
      resource: 'imagerepositories',
      responseKind: { group: 'image.toolkit.fluxcd.io', version: 'v1', kind: 'ImageRepository' },
      scope: 'Namespaced',
    });
    const again = await ask('/apis', { headers: { accept, 'if-none-match': told.header('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  test('plain, group by group', async () => {
    const { ask } = await served(smallWorld());
    expect((await ask('/apis/image.toolkit.fluxcd.io')).json).toMatchObject({
      kind: 'APIGroup',
      preferredVersion: { version: 'v1' },
    });
    const { json } = await ask('/api/v1');
    expect(json['apiVersion']).toBeUndefined();
    expect((json['resources'] as { name: string }[]).map(({ name }) => name)).toContain('serviceaccounts/token');
  });
});
