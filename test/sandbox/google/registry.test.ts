import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import type { Sandbox } from '../../../src/sandbox/serve.ts';
import type { ProjectState } from '../../../src/sandbox/world.ts';
import { acme } from '../../../src/sandbox/worlds/flux-v2.ts';
import { project, registryBucket, repository } from '../../../src/sandbox/worlds/google-project.ts';
import { healthyWorld } from '../../../src/sandbox/worlds/healthy.ts';
import { clientOf } from './client.ts';
import type { Client } from './client.ts';

const host = 'https://europe-west1-docker.pkg.dev';
const ksa = ['flux-system', acme.controller] as const;

let sandbox: Sandbox;
let client: Client;
/** Of the GSA that may read `apps`. */
let token: string;
beforeAll(async () => {
  const world = healthyWorld('flux-v2');
  const acmeProd = world.google.projects['acme-prod'] as ProjectState;
  acmeProd.repositories['europe-west1/public'] = repository({ site: ['v1'] }, 'allUsers');
  acmeProd.repositories['europe-west1/closed'] = repository({ site: ['v1'] });
  const reader = `serviceAccount:${acme.gsa}`;
  Object.assign(world.google.projects, {
    'acme-moved': project('1001', {
      gcr: 'artifact-registry',
      repositories: { 'us/gcr.io': repository({ app: ['v1'] }, reader) },
    }),
    'acme-unmoved': project('1002', { gcr: 'shut-down' }),
    'acme-past': project('1003', {
      gcr: 'container-registry',
      buckets: {
        'artifacts.acme-past.appspot.com': registryBucket('acme-past', { app: ['v1'] }, reader),
        'eu.artifacts.acme-past.appspot.com': registryBucket('acme-past', { app: ['v1'] }, 'user:no@acme.example'),
      },
    }),
    'acme.example:scoped': project('1004', { repositories: { 'europe-west1/r': repository({ app: ['v1'] }, reader) } }),
  });
  acmeProd.policy.bindings.push({ role: 'roles/artifactregistry.reader', members: ['user:lead@acme.example'] });
  sandbox = await serveSandbox(world);
  client = await clientOf(sandbox);
  token = await client.gsaToken(...ksa, acme.gsa);
});
afterAll(() => sandbox.close());

function basic(user: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

const denied = (who: 'anonymous' | 'known', repositoryName: string): object => ({
  errors: [
    {
      code: 'DENIED',
      message:
        who === 'anonymous'
          ? `Unauthenticated request. Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "${repositoryName}" (or it may not exist)`
          : `Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "${repositoryName}" (or it may not exist)`,
    },
  ],
});

describe('/v2/', () => {
  test('challenges without a service at Artifact Registry', async () => {
    const answer = await client.ask(`${host}/v2/`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(`Bearer realm="${host}/v2/token"`);
    expect(answer.headers.get('docker-distribution-api-version')).toBe('registry/2.0');
    expect(answer.json).toEqual({
      errors: [{ code: 'UNAUTHORIZED', message: 'not authenticated: No credential was supplied.' }],
    });
  });

  test('challenges with a service at gcr.io', async () => {
    const answer = await client.ask('https://gcr.io/v2/');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="https://gcr.io/v2/token",service="gcr.io"');
  });

  test('takes any token, and gives no challenge for a bad one', async () => {
    expect(await client.ask(`${host}/v2/`, { token })).toMatchObject({ status: 200 });
    const answer = await client.ask(`${host}/v2/`, { token: 'nope' });
    expect(answer).toMatchObject({ status: 401, json: { errors: [{ message: 'No valid credential was supplied.' }] } });
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });
});

describe('a path without a token', () => {
  test.each([
    ['acme-prod/apps/api', 'acme-prod/apps/api'],
    ['acme-prod/apps', 'acme-prod/apps/pkg'],
  ])('%s is challenged for %s', async (path, scope) => {
    const answer = await client.ask(`${host}/v2/${path}/tags/list`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer realm="${host}/v2/token",service="europe-west1-docker.pkg.dev",scope="repository:${scope}:pull"`,
    );
  });

  test('of one segment is no name', async () => {
    expect(await client.ask(`${host}/v2/acme-prod/tags/list`)).toMatchObject({
      status: 400,
      json: { errors: [{ code: 'NAME_INVALID', message: 'invalid number of path components: 1' }] },
    });
  });
});

describe('the token endpoint', () => {
  const at = (path: string, of = host): string =>
    `${of}/v2/token?service=&scope=${encodeURIComponent(`repository:${path}:pull`)}`;

  test('gives a token that lists', async () => {
    const answer = await client.ask(at('acme-prod/apps/api'), { headers: basic('oauth2accesstoken', token) });
    expect(answer).toMatchObject({ status: 200, json: { expires_in: 43_200, token: expect.any(String) } });
    const { token: registryToken } = answer.json as { token: string };
    const list = await client.ask(`${host}/v2/acme-prod/apps/api/tags/list`, { token: registryToken });
    expect(list).toMatchObject({ status: 200 });
  });

  test.each(['_token', '_dcgcr_1_5_0_token'])('takes the user %s', async (user) => {
    expect(await client.ask(at('acme-prod/apps/api'), { headers: basic(user, token) })).toMatchObject({ status: 200 });
  });

  test.each<[string, Record<string, string>]>([
    ['a bad password', basic('oauth2accesstoken', 'ya29.nope')],
    ['an unknown user', basic('me', 'secret')],
  ])('refuses %s', async (_, headers) => {
    expect(await client.ask(at('acme-prod/apps/api'), { headers })).toMatchObject({
      status: 401,
      json: { errors: [{ code: 'UNAUTHORIZED', message: 'authentication failed' }] },
    });
  });

  test('refuses a known caller without the right, in the words for a missing repository too', async () => {
    const headers = basic('oauth2accesstoken', token);
    for (const name of ['closed', 'absent']) {
      const answer = await client.ask(at(`acme-prod/${name}/x`), { headers });
      expect(answer.status).toBe(403);
      expect(answer.json).toEqual(denied('known', `projects/acme-prod/locations/europe-west1/repositories/${name}`));
    }
  });

  test.each([
    ['acme-prod/apps/api', 'projects/acme-prod/locations/europe-west1/repositories/apps'],
    ['no-such-project/apps/api', 'projects/no-such-project/locations/europe-west1/repositories/apps'],
  ])('refuses anonymous callers of %s', async (path, name) => {
    const answer = await client.ask(at(path));
    expect(answer.status).toBe(403);
    expect(answer.json).toEqual(denied('anonymous', name));
  });

  test('gives anonymous callers a token for what is public, and without scope', async () => {
    const answer = await client.ask(at('acme-prod/public/site'));
    const { token: anonymous } = answer.json as { token: string };
    const list = await client.ask(`${host}/v2/acme-prod/public/site/tags/list`, { token: anonymous });
    expect(list).toMatchObject({ status: 200, json: { tags: ['v1'] } });
    expect(await client.ask(`${host}/v2/token`)).toMatchObject({ status: 200 });
    expect(await client.ask(`${host}/v2/`, { token: anonymous })).toMatchObject({ status: 200 });
    const closed = await client.ask(`${host}/v2/acme-prod/apps/api/tags/list`, { token: anonymous });
    expect(closed.json).toEqual(denied('anonymous', 'projects/acme-prod/locations/europe-west1/repositories/apps'));
  });

  test('takes no POST', async () => {
    expect(await client.ask(at('acme-prod/apps/api'), { method: 'POST' })).toMatchObject({ status: 405 });
  });

  test('tells those who may know of a missing repository', async () => {
    sandbox.world.operator.account = 'lead@acme.example';
    const lead = await client.operatorToken();
    sandbox.world.operator.account = 'sre@acme.example';
    const answer = await client.ask(at('acme-prod/absent/x'), { headers: basic('oauth2accesstoken', lead) });
    expect(answer).toMatchObject({
      status: 404,
      json: { errors: [{ code: 'NAME_UNKNOWN', message: 'Repository "absent" not found' }] },
    });
  });
});

describe('tags/list', () => {
  test('of an image that is not there is empty, not an error', async () => {
    const answer = await client.ask(`${host}/v2/acme-prod/apps/none/tags/list`, { token });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ child: [], manifest: {}, name: 'acme-prod/apps/none', tags: [] });
  });

  test("has Google's additions", async () => {
    const answer = await client.ask(`${host}/v2/acme-prod/apps/tags/list`, { token });
    expect(answer.json).toMatchObject({ child: ['api', 'web'], tags: [] });
    const image = await client.ask(`${host}/v2/acme-prod/apps/api/tags/list`, { token });
    const { manifest } = image.json as { manifest: Record<string, object> };
    expect(Object.values(manifest)).toHaveLength(4);
    expect(Object.values(manifest)[0]).toMatchObject({ imageSizeBytes: expect.any(String), tag: ['1.0.0'] });
  });

  test('comes in pages when they are small', async () => {
    const url = `${host}/v2/acme-prod/apps/api/tags/list`;
    const first = await client.ask(`${url}?n=3`, { token });
    expect(first.json).toMatchObject({ tags: ['1.0.0', '1.1.0', '1.2.0'] });
    const link = first.headers.get('link') ?? '';
    expect(link).toBe('</v2/acme-prod/apps/api/tags/list?n=3&last=1.2.0>; rel="next"');
    const second = await client.ask(`${host}${/<(.*)>/.exec(link)?.[1]}`, { token });
    expect(second.json).toMatchObject({ tags: ['1.2.1'] });
    expect(second.headers.get('link')).toBeNull();
  });

  test('knows regional hosts and domain-scoped projects', async () => {
    const regional = 'https://docker.europe-west1.rep.pkg.dev/v2/acme-prod/apps/api/tags/list';
    expect(await client.ask(regional, { token })).toMatchObject({ status: 200 });
    const scoped = await client.ask(`${host}/v2/acme.example/scoped/r/app/tags/list`, { token });
    expect(scoped).toMatchObject({ status: 200, json: { tags: ['v1'] } });
  });
});

test('manifest and config blob of a tag can be read', async () => {
  const manifest = await client.ask(`${host}/v2/acme-prod/apps/api/manifests/1.2.1`, { token });
  expect(manifest.headers.get('docker-content-digest')).toMatch(/^sha256:[0-9a-f]{64}$/);
  const { config } = manifest.json as { config: { digest: string } };
  expect(await client.ask(`${host}/v2/acme-prod/apps/api/blobs/${config.digest}`, { token })).toMatchObject({
    status: 200,
  });
  const head = await client.ask(`${host}/v2/acme-prod/apps/api/manifests/9.9.9`, { token, method: 'HEAD' });
  expect(head).toMatchObject({ status: 404, text: '' });
});

describe('gcr.io', () => {
  test('served by Artifact Registry', async () => {
    expect(await client.ask('https://gcr.io/v2/acme-moved/app/tags/list', { token })).toMatchObject({
      status: 200,
      json: { tags: ['v1'] },
    });
    const eu = await client.ask('https://eu.gcr.io/v2/acme-moved/app/tags/list', { token });
    expect(eu.json).toEqual(denied('known', 'projects/acme-moved/locations/europe/repositories/eu.gcr.io'));
  });

  test('never moved: plain text, at the token too', async () => {
    for (const path of ['acme-unmoved/app/tags/list', 'token?scope=repository:acme-unmoved/app:pull']) {
      const answer = await client.ask(`https://gcr.io/v2/${path}`, path.startsWith('token') ? {} : { token });
      expect(answer).toMatchObject({ status: 412, json: undefined });
      expect(answer.text).toMatch(/^Container Registry is deprecated .*--projects='acme-unmoved'\)/);
    }
  });

  test('as before 2025: a token for anyone, and the tags by the bucket', async () => {
    const scope = 'repository:acme-past/app:pull';
    const answer = await client.ask(`https://eu.gcr.io/v2/token?scope=${scope}&service=eu.gcr.io`);
    expect(answer.status).toBe(200);
    const { token: anonymous } = answer.json as { token: string };
    const list = await client.ask('https://eu.gcr.io/v2/acme-past/app/tags/list?n=1000', { token: anonymous });
    expect(list).toMatchObject({
      status: 403,
      json: {
        errors: [
          {
            code: 'DENIED',
            message: "Failed to read tags for host 'eu.gcr.io', repository '/v2/acme-past/app/tags/list?n=1000'",
          },
        ],
      },
    });
    const allowed = await client.ask('https://gcr.io/v2/acme-past/app/tags/list', { token });
    expect(allowed).toMatchObject({ status: 200, json: { tags: ['v1'] } });
  });

  test('as before 2025, without a bucket', async () => {
    const answer = await client.ask('https://us.gcr.io/v2/token?scope=repository:acme-past/app:pull');
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining("'storage.buckets.get'") });
  });
});
