import { access, readFile } from 'node:fs/promises';
import { createServer } from 'node:http2';
import { fetch, ProxyAgent } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import type { World } from '../../src/sandbox/world.ts';
import { acme } from '../../src/sandbox/worlds/flux-v2.ts';
import { healthyWorld, healthyWorlds } from '../../src/sandbox/worlds/healthy.ts';
import { clientOf, errorOf, generateAccessToken } from './google/client.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

async function serve(world: World, options?: Parameters<typeof serveSandbox>[1]): Promise<Sandbox> {
  sandbox = await serveSandbox(world, options);
  return sandbox;
}

function objects(world: World, kind: string): World['cluster']['objects'] {
  return world.cluster.objects.filter((object) => object.kind === kind);
}

describe('every healthy world', () => {
  test.each(healthyWorlds)('%s: Flux scans all that it is told to', async (name) => {
    const { world } = await serve(healthyWorld(name));
    const scanned = ['ImageRepository', 'OCIRepository', 'HelmChart'].flatMap((kind) => objects(world, kind));
    expect(scanned.length > 0).toBe(name !== 'flux-v1');
    for (const { metadata, status } of scanned) {
      expect({ name: metadata.name, status }).toMatchObject({
        name: metadata.name,
        status: { conditions: expect.arrayContaining([expect.objectContaining({ type: 'Ready', status: 'True' })]) },
      });
    }
  });

  test.each(healthyWorlds)('%s is made new each time', (name) => {
    const first = healthyWorld(name);
    first.cluster.objects.length = 0;
    first.google.projects = {};
    const second = healthyWorld(name);
    expect(second.cluster.objects.length).toBeGreaterThan(10);
    expect(Object.keys(second.google.projects)).not.toEqual([]);
  });
});

describe('what clients are given', () => {
  test('files that go with the sandbox', async () => {
    const { env } = await serve(healthyWorld('flux-v2'));
    const files = [
      'NODE_EXTRA_CA_CERTS',
      'KUBECONFIG',
      'GOOGLE_APPLICATION_CREDENTIALS',
      'BOTO_CONFIG',
      'CLOUDSDK_CONFIG',
    ];
    for (const name of files) await access(env[name] ?? '');
    await sandbox?.close();
    for (const name of files) await expect(access(env[name] ?? '')).rejects.toThrow('ENOENT');
  });

  test('nothing where the operator has nothing', async () => {
    const world = healthyWorld('flux-v2');
    world.operator.kubeconfig = 'none';
    world.operator.credentials = 'none';
    const { env, unset } = await serve(world);
    for (const name of ['KUBECONFIG', 'GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE']) {
      expect(env).not.toHaveProperty(name);
      expect(unset).toContain(name);
    }
    // Neither in the home that is looked into then.
    await expect(access(`${env['HOME']}/.kube/config`)).rejects.toThrow('ENOENT');
  });

  test('a log-in that Google does not renew', async () => {
    const world = healthyWorld('flux-v2');
    world.operator.credentials = 'expired';
    const client = await clientOf(await serve(world));
    const file = JSON.parse(await readFile(sandbox?.env['GOOGLE_APPLICATION_CREDENTIALS'] ?? '', 'utf8')) as {
      refresh_token: string;
    };
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: file.refresh_token });
    expect(await client.ask('https://oauth2.googleapis.com/token', { body })).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant', error_subtype: 'invalid_rapt' },
    });
  });

  test('an API server that is not there', async () => {
    const world = healthyWorld('flux-v2');
    world.cluster.reachable = false;
    const client = await clientOf(await serve(world));
    await expect(client.ksaToken('flux-system', acme.controller, 'x')).rejects.toThrow('fetch failed');
  });
});

describe('the proxy', () => {
  test('reaches no other host', async () => {
    const client = await clientOf(await serve(healthyWorld('flux-v2')));
    for (const host of ['example.com', 'evil.com.gcr.io.example.com', 'googleapis.com.example.com', 'github.com']) {
      await expect(client.ask(`https://${host}/`)).rejects.toThrow();
    }
    expect(sandbox?.requests().some(({ host }) => host.includes('example.com'))).toBe(false);
  });

  test('does not reach through to a server that is there', async () => {
    const real = createServer();
    await new Promise<void>((resolve) => real.listen(0, '127.0.0.1', resolve));
    const address = real.address() as { port: number };
    const client = await clientOf(await serve(healthyWorld('flux-v2')));
    await expect(client.ask(`https://127.0.0.1:${address.port}/`)).rejects.toThrow();
    await new Promise((resolve) => real.close(resolve));
  });

  test('speaks HTTP/2 and HTTP/1.1', async () => {
    const { env } = await serve(healthyWorld('flux-v2'));
    const ca = await readFile(env['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8');
    const url = 'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1/jwks';
    for (const allowH2 of [true, false]) {
      const dispatcher = new ProxyAgent({ uri: env['HTTPS_PROXY'] ?? '', requestTls: { ca }, allowH2 });
      const answer = await fetch(url, { dispatcher });
      expect(answer.status).toBe(200);
      await answer.text();
    }
  });

  test('is trusted only with its CA', async () => {
    const { env } = await serve(healthyWorld('flux-v2'));
    const dispatcher = new ProxyAgent({ uri: env['HTTPS_PROXY'] ?? '' });
    await expect(fetch('https://gcr.io/v2/', { dispatcher })).rejects.toThrow('fetch failed');
  });
});

describe('the log of requests', () => {
  test('says as whom, and keeps no token', async () => {
    const client = await clientOf(await serve(healthyWorld('flux-v2')));
    const token = await client.gsaToken('flux-system', acme.controller, acme.gsa);
    await client.ask('https://europe-west1-docker.pkg.dev/v2/acme-prod/apps/api/tags/list', { token });
    await client.ask(`https://oauth2.googleapis.com/tokeninfo?access_token=${token}`);
    const log = sandbox?.requests() ?? [];
    expect(log.at(-2)).toMatchObject({ method: 'GET', host: 'europe-west1-docker.pkg.dev', as: acme.gsa, status: 200 });
    const impersonation = log.findLast(({ host }) => host === 'iamcredentials.googleapis.com');
    expect(impersonation?.as).toMatch(/^principal:.*\/subject\/ns\/flux-system\/sa\/image-reflector-controller$/);
    expect(JSON.stringify(log)).not.toContain('ya29.');
  });
});

describe('faults', () => {
  const url = generateAccessToken(acme.gsa);

  test('come before the state, as often as the world says', async () => {
    const world = healthyWorld('flux-v2');
    const client = await clientOf(await serve(world));
    const token = await client.federatedToken('flux-system', acme.controller);
    const body = { error: { code: 503, message: 'The service is currently unavailable.', status: 'UNAVAILABLE' } };
    const answer = { kind: 'status', status: 503, body, headers: { 'retry-after': '1' } } as const;
    world.faults.push({ host: 'iamcredentials.googleapis.com', path: /generateAccessToken$/, times: 1, answer });
    const first = await client.ask(url, { token, body: { scope: ['x'] } });
    expect(errorOf(first)).toMatchObject({ code: 503, status: 'UNAVAILABLE' });
    expect(first.headers.get('retry-after')).toBe('1');
    expect(await client.ask(url, { token, body: { scope: ['x'] } })).toMatchObject({ status: 200 });
  });

  test('break connections, on both protocols', async () => {
    const world = healthyWorld('flux-v2');
    const { env } = await serve(world);
    world.faults.push({ host: 'gcr.io', answer: { kind: 'reset' } });
    const ca = await readFile(env['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8');
    for (const allowH2 of [true, false]) {
      const dispatcher = new ProxyAgent({ uri: env['HTTPS_PROXY'] ?? '', requestTls: { ca }, allowH2 });
      await expect(fetch('https://gcr.io/v2/', { dispatcher })).rejects.toThrow('fetch failed');
    }
    expect(sandbox?.requests().at(-1)).toMatchObject({ host: 'gcr.io', status: 'reset' });
  });
});

describe("a pod's metadata server", () => {
  const account = '/computeMetadata/v1/instance/service-accounts/default';

  async function serveFor(
    world: World,
  ): Promise<(path: string, headers?: Record<string, string>) => ReturnType<typeof fetch>> {
    const pod = objects(world, 'Pod').find(({ metadata }) => metadata.name.startsWith('image-reflector-controller'));
    const { env } = await serve(world, { metadataPod: { namespace: 'flux-system', name: pod?.metadata.name ?? '' } });
    return (path, headers = { 'metadata-flavor': 'Google' }) =>
      fetch(`http://${env['GCE_METADATA_HOST']}${path}`, { headers });
  }

  test("is GKE's: the GSA, and a token that reads", async () => {
    const ask = await serveFor(healthyWorld('flux-v2'));
    const root = await ask('/');
    expect(root.headers.get('server')).toBe('GKE Metadata Server');
    expect(root.headers.get('metadata-flavor')).toBe('Google');
    expect(await (await ask(`${account}/email`)).text()).toBe(acme.gsa);
    const { access_token: token } = (await (await ask(`${account}/token`)).json()) as { access_token: string };
    const client = await clientOf(sandbox as Sandbox);
    const tags = 'https://europe-west1-docker.pkg.dev/v2/acme-prod/apps/api/tags/list';
    expect(await client.ask(tags, { token })).toMatchObject({ status: 200 });
  });

  test('wants its header', async () => {
    const ask = await serveFor(healthyWorld('flux-v2'));
    const answer = await ask(`${account}/token`, {});
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('Missing required header "Metadata-Flavor": "Google"');
  });

  test('tells the e-mail though the binding is missing, and refuses the token in its own words', async () => {
    const world = healthyWorld('flux-v2');
    const gsa = world.google.projects['acme-prod']?.serviceAccounts[acme.gsa];
    if (gsa !== undefined) gsa.policy.bindings = [];
    const ask = await serveFor(world);
    expect(await (await ask(`${account}/email`)).text()).toBe(acme.gsa);
    const answer = await ask(`${account}/token`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toMatch(
      /^Unable to generate access token; IAM returned 403 Forbidden: Permission 'iam\.serviceAccounts\.getAccessToken' denied on resource \(or it may not exist\)\..*\nThis error could be caused by a missing IAM policy binding/,
    );
  });

  test('without an annotation, is the KSA itself', async () => {
    const ask = await serveFor(healthyWorld('direct'));
    expect(await (await ask(`${account}/email`)).text()).toBe('acme-prod.svc.id.goog');
    expect(await (await ask(`${account}/token`)).json()).toMatchObject({
      access_token: expect.stringMatching(/^ya29\.d\./),
    });
  });

  test("is the node's own where the node has no other", async () => {
    const world = healthyWorld('flux-v2');
    for (const { metadata } of objects(world, 'Node'))
      delete metadata.labels?.['iam.gke.io/gke-metadata-server-enabled'];
    const ask = await serveFor(world);
    expect((await ask('/')).headers.get('server')).toBe('Metadata Server for VM');
    expect(await (await ask(`${account}/email`)).text()).toBe('gke-nodes@acme-prod.iam.gserviceaccount.com');
  });

  test('cannot be of a pod that is not there', async () => {
    const options = { metadataPod: { namespace: 'flux-system', name: 'nope' } };
    await expect(serveSandbox(healthyWorld('flux-v2'), options)).rejects.toThrow('no pod flux-system/nope');
  });
});

test('a fix that is written makes Flux scan again', async () => {
  const world = healthyWorld('flux-v2');
  const gsa = world.google.projects['acme-prod']?.serviceAccounts[acme.gsa];
  if (gsa === undefined) throw new Error('no account');
  const bindings = gsa.policy.bindings;
  gsa.policy.bindings = [];
  const served = await serve(world);
  const ready = (): unknown => {
    const [repository] = objects(world, 'ImageRepository');
    const { conditions } = (repository?.['status'] ?? { conditions: [] }) as {
      conditions: { type: string; status: string }[];
    };
    return conditions.find(({ type }) => type === 'Ready')?.status;
  };
  expect(ready()).toBe('False');
  const client = await clientOf(served);
  await client.ask(`https://iam.googleapis.com/v1/projects/acme-prod/serviceAccounts/${acme.gsa}:setIamPolicy`, {
    token: await client.operatorToken(),
    body: { policy: { bindings } },
  });
  await served.settle();
  expect(ready()).toBe('True');
});
