import { describe, expect, test } from 'vitest';
import { discover } from '../../src/discover/discover.ts';
import type { DiscoverOptions } from '../../src/discover/discover.ts';
import type { World } from '../../src/sandbox/world.ts';
import { withCluster } from '../checks/diagnose.ts';
import { imageRepository, rbac, smallWorld, withAdmin } from '../sandbox/kubernetes/small-world.ts';

function discovered(world: World, options: Partial<DiscoverOptions> = {}) {
  return withCluster(world, (kubernetes) =>
    discover({ kubernetes, namespaces: null, serviceAccount: null, images: [], ...options }),
  );
}

const id = 'gke_acme-prod_europe-west1_prod-1/flux-system/image-reflector-controller';

/** Rights in one namespace alone. */
function inNamespaceOnly(world: World, namespace: string): World {
  world.cluster.objects = world.cluster.objects.filter((each) => each.kind !== 'ClusterRoleBinding');
  world.cluster.objects.push({
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'viewers', namespace },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'User', name: 'viewer@acme.example', apiGroup: rbac }],
  });
  return world;
}

describe('what is found', () => {
  test('one scanner, as itself, and its image', async () => {
    expect(await discovered(smallWorld())).toMatchObject({
      identities: [{ id, targets: [{ image: 'europe-west1-docker.pkg.dev/acme-prod/apps/api' }] }],
      workloads: [{ ref: { version: '1.0.1' }, pods: [{ metadata: { namespace: 'flux-system' } }] }],
      missing: [],
    });
  });

  test('the version that is served, on an older Flux', async () => {
    const world = withAdmin(smallWorld());
    for (const resource of world.cluster.customResources) resource.versions = ['v1beta2'];
    for (const object of world.cluster.objects)
      if (object.kind === 'ImageRepository') object.apiVersion = 'image.toolkit.fluxcd.io/v1beta2';
    expect((await discovered(world)).identities).toMatchObject([{ id }]);
  });

  test('images elsewhere are counted; malformed ones of Google’s are kept, and those that ask for its login', async () => {
    const world = withAdmin(smallWorld());
    world.cluster.objects.push(
      imageRepository('hub', 'apps', { image: 'ghcr.io/acme/api', provider: 'generic' }),
      imageRepository('meant', 'apps', { image: 'evilgcr.io/acme/api', provider: 'gcp' }),
      imageRepository('tagged', 'apps', { image: 'gcr.io/acme/api:1' }),
    );
    const { identities, objectsSeen, nonGoogle } = await discovered(world);
    expect({ objectsSeen, nonGoogle }).toEqual({ objectsSeen: 4, nonGoogle: 1 });
    expect(identities[0]?.targets.map((each) => each.registry.kind).sort()).toEqual([
      'artifact-registry',
      'invalid',
      'not-google',
    ]);
  });

  test('ImageRepositories without their controller are orphans', async () => {
    const world = withAdmin(smallWorld());
    world.cluster.objects = world.cluster.objects.filter((each) => each.kind !== 'Deployment');
    expect(await discovered(world)).toMatchObject({ identities: [], workloads: [], orphans: [{ name: 'api' }] });
  });

  test('Flux v1 scans the images of all workloads', async () => {
    const world = withAdmin(smallWorld());
    const deployment = (name: string, namespace: string, image: string) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: { name } },
        template: { metadata: { labels: { name } }, spec: { serviceAccountName: name, containers: [{ name, image }] } },
      },
    });
    world.cluster.objects = [
      deployment('flux', 'flux', 'docker.io/fluxcd/flux:1.25.4'),
      deployment('api', 'apps', 'eu.gcr.io/acme-prod/api:1.2.3'),
    ];
    expect((await discovered(world)).identities).toMatchObject([
      { namespace: 'flux', serviceAccount: 'flux', targets: [{ image: 'eu.gcr.io/acme-prod/api' }] },
    ]);
  });
});

describe('what is asked for', () => {
  test('-n keeps what touches the namespace', async () => {
    const world = withAdmin(smallWorld());
    world.cluster.objects.push(imageRepository('web', 'apps'));
    expect((await discovered(world, { namespaces: ['apps'] })).identities).toMatchObject([{ id }]);
    expect((await discovered(world, { namespaces: ['other'] })).identities).toEqual([]);
  });

  test('--image replaces the targets', async () => {
    const { identities } = await discovered(smallWorld(), { images: ['gcr.io/acme-prod/new'] });
    expect(identities).toMatchObject([{ id, targets: [{ image: 'gcr.io/acme-prod/new', objects: [] }] }]);
  });

  test('--pre needs nothing of Flux', async () => {
    const world = withAdmin(smallWorld());
    world.cluster.objects = [];
    world.cluster.customResources = [];
    const options = { pre: true, images: ['gcr.io/acme-prod/new'] };
    expect((await discovered(world, options)).identities).toMatchObject([{ id, workloads: [] }]);
  });
});

describe('what the caller may not see', () => {
  test('the whole cluster refused: the usual namespaces are tried, and the gap is told', async () => {
    const { identities, missing } = await discovered(inNamespaceOnly(smallWorld(), 'flux-system'));
    expect(identities).toMatchObject([{ id }]);
    expect(missing).toContainEqual({
      code: 'kubernetes-permission-missing',
      args: expect.objectContaining({
        verb: 'list',
        resource: 'deployments',
        group: 'apps',
        namespace: null,
      }) as unknown,
    });
  });

  test('with -n nothing is missed that was not asked for', async () => {
    const world = inNamespaceOnly(smallWorld(), 'flux-system');
    expect(await discovered(world, { namespaces: ['flux-system'] })).toMatchObject({
      identities: [{ id }],
      missing: [],
    });
  });

  test('nothing at all is findings, not a crash', async () => {
    const { identities, missing } = await discovered(inNamespaceOnly(smallWorld(), 'elsewhere'));
    expect(identities).toEqual([]);
    expect(missing.length).toBeGreaterThan(1);
  });
});
