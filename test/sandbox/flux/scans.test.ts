import { describe, expect, onTestFinished, test } from 'vitest';
import { Agent, fetch } from 'undici';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import type { Sandbox } from '../../../src/sandbox/serve.ts';
import type { HealthyWorld, StoredObject, World } from '../../../src/sandbox/world.ts';
import { healthyWorld } from '../../../src/sandbox/worlds/healthy.ts';

interface Told {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

async function scanned(from: HealthyWorld, change: (world: World) => void): Promise<Sandbox> {
  const world = healthyWorld(from);
  change(world);
  const sandbox = await serveSandbox(world);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

function find(world: World, kind: string, name?: string): StoredObject {
  const found = world.cluster.objects.find(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  if (found === undefined) throw new Error(`the world has no ${kind} ${name ?? ''}`);
  return found;
}

function conditions(world: World, kind = 'ImageRepository', name?: string): Told[] {
  const status = find(world, kind, name)['status'] as { conditions: Told[] } | undefined;
  return status?.conditions ?? [];
}

function ready(world: World, kind?: string, name?: string): Told | undefined {
  return conditions(world, kind, name).find(({ type }) => type === 'Ready');
}

function spec(object: StoredObject): Record<string, unknown> {
  return object['spec'] as Record<string, unknown>;
}

interface Container {
  image: string;
  args?: string[];
}

/** The containers of one controller, in its Deployment and its pods. */
function containers(world: World, controller: string): Container[] {
  return world.cluster.objects
    .flatMap((object) => {
      const podSpec = (object.kind === 'Pod' ? object['spec'] : undefined) as { containers: Container[] } | undefined;
      const template = object['spec'] as { template?: { spec?: { containers: Container[] } } } | undefined;
      return podSpec?.containers ?? template?.template?.spec?.containers ?? [];
    })
    .filter(({ image }) => image.includes(`/${controller}:`));
}

function release(world: World, controller: string, version: string): void {
  for (const container of containers(world, controller))
    container.image = container.image.replace(/:[^:]*$/, `:${version}`);
}

function withoutBindings(world: World): void {
  for (const project of Object.values(world.google.projects))
    for (const account of Object.values(project.serviceAccounts)) account.policy.bindings = [];
}

function withoutReaders(world: World): void {
  for (const project of Object.values(world.google.projects)) {
    project.policy.bindings = [];
    for (const repository of Object.values(project.repositories)) repository.policy.bindings = [];
  }
}

describe('a scan that succeeds', () => {
  test.each([
    ['v1.0.1', /^successful scan: found 4 tags with checksum \d+$/],
    ['v0.34.0', /^successful scan: found 4 tags$/],
    ['v0.24.0', /^successful scan, found 4 tags$/],
  ])('in the words of %s', async (version, message) => {
    const { world } = await scanned('flux-v2', (world) => {
      release(world, 'image-reflector-controller', version);
      // Before it had a provider field, a flag stood for it.
      for (const { args } of containers(world, 'image-reflector-controller'))
        if (version === 'v0.24.0') args?.push('--gcp-autologin-for-gcr');
    });
    expect(ready(world)).toMatchObject({ status: 'True', message: expect.stringMatching(message) as string });
    expect(find(world, 'ImageRepository')['status']).toMatchObject({
      lastScanResult: { tagCount: 4 },
      observedGeneration: 1,
    });
  });

  test('of a chart and of manifests', async () => {
    const { world } = await scanned('many', () => {});
    expect(ready(world, 'HelmChart')).toMatchObject({ status: 'True', reason: 'ChartPullSucceeded' });
    expect(ready(world, 'OCIRepository')?.message).toMatch(/^stored artifact for digest '.+@sha256:[0-9a-f]{64}'$/);
  });

  test('Flux 1 writes nothing', async () => {
    const { world } = await scanned('flux-v1', () => {});
    expect(world.cluster.objects.filter((object) => object.kind === 'Event')).toEqual([]);
  });
});

const permission = 'artifactregistry.repositories.downloadArtifacts';

describe('a missing binding', () => {
  const denied = "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).";

  test.each([
    [
      'v0.34.0',
      'AuthenticationFailed',
      'failed to configure authentication options: unexpected status from metadata service: 403 Forbidden',
    ],
    [
      'v0.35.0',
      'AuthenticationFailed',
      'failed to configure authentication options: failed to create provider access token for the controlller: compute: Received 403 `Unable to generate access token; IAM returned 403 Forbidden: ',
    ],
    [
      'v1.0.1',
      'AuthenticationFailed',
      'failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for the controller: compute: Received 403 `',
    ],
    [
      'v1.2.0',
      'ReadOperationFailed',
      'scan failed: failed to get access token for artifact registry: failed to create provider access token for the controller: compute: Received 403 `',
    ],
  ])('in the words of %s', async (version, reason, start) => {
    const { world } = await scanned('flux-v2', (world) => {
      release(world, 'image-reflector-controller', version);
      withoutBindings(world);
    });
    const told = ready(world);
    expect(told?.reason).toBe(reason);
    expect(told?.message.slice(0, start.length)).toBe(start);
    if (start.endsWith('`')) expect(told?.message).toContain(denied);
    const event = find(world, 'Event');
    expect(event).toMatchObject({
      type: 'Warning',
      reason,
      message: told?.message,
      involvedObject: { kind: 'ImageRepository' },
    });
  });

  test('of an object with its own identity', async () => {
    const { world } = await scanned('flux-v2-object', withoutBindings);
    expect(ready(world)?.message).toMatch(
      /^failed to configure authentication options: failed to get access token for artifact registry: failed to create provider access token for service account 'team-a\/registry-reader': oauth2\/google: status code 403: \{/,
    );
  });

  test('mended: the next scan succeeds, and the good scan before it was kept', async () => {
    const sandbox = await scanned('flux-v2', () => {});
    const { world, env } = sandbox;
    const before = (find(world, 'ImageRepository')['status'] as Record<string, unknown>)['lastScanResult'];
    const accounts = Object.values(world.google.projects).flatMap((project) => Object.values(project.serviceAccounts));
    const policies = accounts.map((account) => account.policy.bindings);
    withoutBindings(world);
    await touch(env, world);
    await sandbox.settle();
    expect(ready(world)?.status).toBe('False');
    expect(find(world, 'ImageRepository')['status']).toMatchObject({ lastScanResult: before });
    accounts.forEach((account, index) => (account.policy.bindings = policies[index] ?? []));
    await touch(env, world);
    await sandbox.settle();
    expect(ready(world)?.status).toBe('True');
  });
});

/** A write through the API server: it wakes Flux, as `flux reconcile` does. */
async function touch(env: Record<string, string>, world: World): Promise<void> {
  world.operator.kubernetesGroups.push('system:masters');
  const kubeconfig = parse(await readFile(env['KUBECONFIG'] ?? '', 'utf8')) as {
    clusters: [{ cluster: { server: string; 'certificate-authority-data': string } }];
    users: [{ user: { token: string } }];
  };
  const { cluster } = kubeconfig.clusters[0];
  const dispatcher = new Agent({
    connect: { ca: Buffer.from(cluster['certificate-authority-data'], 'base64').toString() },
  });
  const object = find(world, 'ImageRepository');
  const path = `/apis/${object.apiVersion}/namespaces/${object.metadata.namespace ?? ''}/imagerepositories/${object.metadata.name}`;
  const answer = await fetch(`${cluster.server}${path}`, {
    dispatcher,
    method: 'PATCH',
    headers: {
      'content-type': 'application/merge-patch+json',
      authorization: `Bearer ${kubeconfig.users[0].user.token}`,
    },
    body: JSON.stringify({
      metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': String(process.hrtime.bigint()) } },
    }),
  });
  await answer.text();
  await dispatcher.close();
  expect(answer.status).toBe(200);
}

describe('what the registry refuses', () => {
  test('an identity without the role', async () => {
    const { world } = await scanned('flux-v2', withoutReaders);
    expect(ready(world)).toMatchObject({
      reason: 'ReadOperationFailed',
      message: `scan failed: GET https://europe-west1-docker.pkg.dev/v2/token?scope=repository%3Aacme-prod%2Fapps%2Fapi%3Apull&service=: DENIED: Permission "${permission}" denied on resource "projects/acme-prod/locations/europe-west1/repositories/apps" (or it may not exist)`,
    });
  });

  test('nobody: provider generic', async () => {
    const { world } = await scanned('flux-v2', (world) => {
      spec(find(world, 'ImageRepository'))['provider'] = 'generic';
    });
    expect(ready(world)?.message).toContain(
      `: DENIED: Unauthenticated request. Unauthenticated requests do not have permission "${permission}"`,
    );
  });

  test('a chart, told by another library', async () => {
    const { world } = await scanned('many', withoutReaders);
    expect(ready(world, 'HelmChart')).toMatchObject({
      reason: 'ChartPullError',
      message:
        'chart pull error: failed to download chart for remote reference: failed to authorize: failed to fetch oauth token: unexpected status: 403 Forbidden',
    });
    expect(conditions(world, 'OCIRepository').map(({ type }) => type)).toEqual(['Ready', 'FetchFailed']);
  });
});

describe('on the node', () => {
  test("a pool without the GKE metadata server scans as the node's account", async () => {
    const { world } = await scanned('flux-v2', (world) => {
      for (const project of Object.values(world.google.projects))
        for (const cluster of Object.values(project.clusters))
          for (const pool of Object.values(cluster.nodePools)) pool.mode = 'GCE_METADATA';
      withoutBindings(world);
    });
    // The binding does not matter to it; the right to read does.
    expect(ready(world)?.message).toContain(`DENIED: Permission "${permission}" denied`);
  });

  test('a policy without the metadata address, but with DNS, is a time-out', async () => {
    const { world } = await scanned('flux-v2', (world) => {
      spec(find(world, 'NetworkPolicy', 'allow-egress'))['egress'] = [
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }] },
        { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'UDP', port: 53 }] },
      ];
    });
    expect(ready(world)?.message).toMatch(
      /Get "http:\/\/169\.254\.169\.254\/computeMetadata\/v1\/instance\/service-accounts\/default\/token\?scopes=.*": dial tcp 169\.254\.169\.254:80: i\/o timeout$/,
    );
  });
});

describe('settings', () => {
  test('a flag that the version does not know: no pod runs, nothing is scanned', async () => {
    const { world } = await scanned('flux-v2', (world) => {
      for (const { args } of containers(world, 'image-reflector-controller')) args?.push('--gcp-autologin-for-gcr');
    });
    expect(ready(world)).toBeUndefined();
    const pod = world.cluster.objects.find(
      (object) => object.kind === 'Pod' && object.metadata.name.startsWith('image-reflector-controller'),
    );
    expect(pod?.['status']).toMatchObject({
      containerStatuses: [
        {
          ready: false,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 2, message: 'unknown flag: --gcp-autologin-for-gcr\n' } },
        },
      ],
    });
  });

  test('the gate is off: stalled', async () => {
    const { world } = await scanned('flux-v2-object', (world) => {
      for (const container of containers(world, 'image-reflector-controller'))
        container.args = container.args?.filter((arg) => !arg.includes('feature-gates')) ?? [];
    });
    expect(conditions(world)[0]).toMatchObject({ type: 'Stalled', status: 'True', reason: 'FeatureGateDisabled' });
  });

  test('the controller may not mint the tokens of KSAs', async () => {
    const { world } = await scanned('flux-v2-object', (world) => {
      const kept = world.cluster.objects.filter(
        (object) =>
          object.kind !== 'ClusterRoleBinding' || !JSON.stringify(object).includes('image-reflector-controller'),
      );
      world.cluster.objects.splice(0, Infinity, ...kept);
    });
    expect(ready(world)?.message).toMatch(
      /failed to create kubernetes token for service account 'team-a\/registry-reader': serviceaccounts "registry-reader" is forbidden: User "system:serviceaccount:flux-system:image-reflector-controller" cannot create resource "serviceaccounts\/token" in API group "" in the namespace "team-a"$/,
    );
  });

  test("a GSA that Flux's own pattern does not take", async () => {
    const email = 'reader@proj.example.com.iam.gserviceaccount.com';
    const { world } = await scanned('flux-v2-object', (world) => {
      find(world, 'ServiceAccount', 'registry-reader').metadata.annotations = {
        'iam.gke.io/gcp-service-account': email,
      };
    });
    expect(ready(world)?.message).toContain(
      `failed to get provider identity from service account 'team-a/registry-reader' annotations: invalid iam.gke.io/gcp-service-account annotation: '${email}'. must match ^`,
    );
  });

  test.each([
    ['v1.0.1', 'True', 'successful scan'],
    ['v0.34.0', 'False', 'failed to configure authentication options: failed to get secret'],
  ])('a pull secret beside a provider, in %s', async (version, status, start) => {
    const { world } = await scanned('flux-v2', (world) => {
      release(world, 'image-reflector-controller', version);
      spec(find(world, 'ImageRepository'))['secretRef'] = { name: 'nope' };
    });
    expect(ready(world)?.status).toBe(status);
    expect(ready(world)?.message.startsWith(start)).toBe(true);
  });

  test.each([
    [
      'europe-west1-docker.pkg.dev/acme-prod/apps/api:v1',
      'ImageURLInvalid',
      "image 'europe-west1-docker.pkg.dev/acme-prod/apps/api:v1' should not include a tag; remove ':v1'",
    ],
    [
      'gcr.io:443/acme-prod/api',
      'AuthenticationFailed',
      String.raw`failed to configure authentication options: invalid GCP registry: 'gcr.io:443'. must match ^(((.+\.)?gcr\.io)|(.+-docker\.pkg\.dev))$`,
    ],
  ])('an image that is %s', async (image, reason, message) => {
    const { world } = await scanned('flux-v2', (world) => {
      spec(find(world, 'ImageRepository'))['image'] = image;
    });
    expect(ready(world)).toMatchObject({ reason, message });
  });

  test('suspended: what was written before stays', async () => {
    const status = { conditions: [{ type: 'Ready', status: 'True', reason: 'Succeeded', message: 'long ago' }] };
    const { world } = await scanned('flux-v2', (world) => {
      const object = find(world, 'ImageRepository');
      spec(object)['suspend'] = true;
      object['status'] = status;
    });
    expect(find(world, 'ImageRepository')['status']).toEqual(status);
  });

  test('a frozen status is the scenario’s own', async () => {
    const status = {
      conditions: [{ type: 'Ready', status: 'False', reason: 'ReadOperationFailed', message: 'as it was' }],
    };
    const { world } = await scanned('flux-v2', (world) => {
      const object = find(world, 'ImageRepository');
      object.metadata.annotations = { 'sandbox.flux-wi/frozen': 'true' };
      object['status'] = status;
    });
    expect(find(world, 'ImageRepository')['status']).toEqual(status);
  });

  test('an object that no shard watches is never scanned', async () => {
    const { world } = await scanned('flux-v2', (world) => {
      find(world, 'ImageRepository').metadata.labels = { 'sharding.fluxcd.io/key': 'shard-1' };
      for (const { args } of containers(world, 'image-reflector-controller'))
        args?.push('--watch-label-selector=!sharding.fluxcd.io/key');
    });
    expect(ready(world)).toBeUndefined();
  });
});
