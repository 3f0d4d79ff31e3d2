import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/clients/api-error.ts';
import type { Google } from '../../src/clients/google.ts';
import { openGoogle } from '../../src/clients/google/open.ts';
import { parseChallenge, nextLink } from '../../src/clients/registry/challenge.ts';
import { isGoogleRegistry } from '../../src/clients/registry/registry-host.ts';
import { Secret } from '../../src/clients/secret.ts';
import { Memo } from '../../src/engine/memo.ts';
import { openTransport } from './opened.ts';
import { serveHttps, serveProxy } from './servers.ts';
import type { Answer, Asked, Behaviour } from './servers.ts';

const host = 'europe-docker.pkg.dev';
const path = 'acme/apps/api';
const basic = `Basic ${Buffer.from('oauth2accesstoken:gsa-token').toString('base64')}`;

interface Registry {
  readonly google: Google;
  readonly asked: readonly Asked[];
  readonly tunnels: readonly string[];
  readonly log: readonly string[];
}

/** A registry under its real name, behind a proxy that leads every name to it. */
async function withRegistry<T>(behave: Behaviour, use: (registry: Registry) => Promise<T>): Promise<T> {
  await using server = await serveHttps([host, 'gcr.io', 'evil.example'], 'trusted', behave);
  await using proxy = await serveProxy(server.port);
  const env = { HTTPS_PROXY: proxy.url };
  await using opened = openTransport(env);
  const google = openGoogle({ transport: opened.transport, memo: new Memo(), env, signal: opened.signal });
  return await use({ google, asked: server.asked, tunnels: proxy.tunnels, log: opened.log });
}

function challenge(realm: string, more = ''): Answer {
  return {
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="${realm}"${more}` },
    body: { errors: [{ code: 'UNAUTHORIZED', message: 'not authenticated: No credential was supplied.' }] },
  };
}

function healthy(asked: Asked): Answer {
  if (asked.path === '/v2/') return challenge(`https://${host}/v2/token`);
  if (asked.path.startsWith('/v2/token')) return { body: { token: 'registry-token', expires_in: 43200 } };
  return { body: { child: ['sub'], manifest: { 'sha256:1': {}, 'sha256:2': {} }, name: path, tags: ['v1', 'v2'] } };
}

async function refusal(work: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await work.then(
    () => new Error('was listed'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw error;
}

function asGsa(google: Google) {
  return google.callerWith(new Secret('gsa-token'), 'GSA g@p', 'g@p');
}

test('lists tags as Flux does', async () => {
  await withRegistry(healthy, async ({ google, asked, log }) => {
    expect(await google.tags(asGsa(google), host, path)).toEqual({
      tags: ['v1', 'v2'],
      child: ['sub'],
      manifests: 2,
      partial: false,
    });
    expect(asked.map((one) => [one.path, one.headers['authorization']])).toEqual([
      ['/v2/', undefined],
      [`/v2/token?service=${host}&scope=repository%3Aacme%2Fapps%2Fapi%3Apull`, basic],
      ['/v2/acme/apps/api/tags/list?n=1000', 'Bearer registry-token'],
    ]);
    expect(log.join('\n')).not.toMatch(/gsa-token|registry-token/);
  });
});

test('nobody shows no credential', async () => {
  await withRegistry(healthy, async ({ google, asked }) => {
    await google.tags(google.anonymous, host, path);
    expect(asked[1]?.headers['authorization']).toBeUndefined();
  });
});

test('two images of one host, and two callers: one ping', async () => {
  await withRegistry(healthy, async ({ google, asked }) => {
    await google.tags(asGsa(google), host, path);
    await google.tags(asGsa(google), host, path);
    await google.tags(google.anonymous, host, path);
    expect(asked.filter((one) => one.path === '/v2/')).toHaveLength(1);
    expect(asked.filter((one) => one.path.includes('tags/list'))).toHaveLength(2);
  });
});

test('pages are followed on the same origin', async () => {
  await withRegistry(
    (asked) => {
      if (!asked.path.includes('tags/list')) return healthy(asked);
      return asked.path.includes('last=v1')
        ? { body: { tags: ['v2'] } }
        : { body: { tags: ['v1'] }, headers: { link: `</v2/${path}/tags/list?n=1000&last=v1>; rel="next"` } };
    },
    async ({ google }) => {
      expect((await google.tags(asGsa(google), host, path)).tags).toEqual(['v1', 'v2']);
    },
  );
});

test('a list without end is cut, and said to be', async () => {
  let page = 0;
  await withRegistry(
    (asked) => {
      if (!asked.path.includes('tags/list')) return healthy(asked);
      page += 1;
      return { body: { tags: [`v${page}`] }, headers: { link: `</v2/${path}/tags/list?last=v${page}>; rel=next` } };
    },
    async ({ google }) => {
      const list = await google.tags(asGsa(google), host, path);
      expect(list.partial).toBe(true);
      expect(list.tags).toHaveLength(50);
    },
  );
});

describe('no token leaves for', () => {
  test.each([
    'https://evil.example/v2/token',
    `http://${host}/v2/token`,
    `https://${host}:444/v2/token`,
    `https://${host}/elsewhere`,
    `https://${host}/v2/token?x=1`,
    `https://${host}/v2/token/../../x`,
    `https://joe:x@${host}/v2/token`,
    `https://${host}.evil.example/v2/token`,
    'not a url',
  ])('the realm %s', async (realm) => {
    await withRegistry(
      (asked) => (asked.path === '/v2/' ? challenge(realm) : healthy(asked)),
      async ({ google, asked, tunnels }) => {
        const error = await refusal(google.tags(asGsa(google), host, path));
        expect(error.details).toMatchObject({ api: 'registry.ping', kind: 'nonsense' });
        expect(asked.map((one) => one.path)).toEqual(['/v2/']);
        expect(tunnels).toEqual([`${host}:443`]);
      },
    );
  });

  test.each(['https://evil.example/v2/x', `https://${host}/outside`, `http://${host}/v2/x`, '//evil.example/v2/x'])(
    'the next page %s',
    async (link) => {
      await withRegistry(
        (asked) =>
          asked.path.includes('tags/list')
            ? { body: { tags: ['v1'] }, headers: { link: `<${link}>; rel="next"` } }
            : healthy(asked),
        async ({ google, asked, tunnels }) => {
          await refusal(google.tags(asGsa(google), host, path));
          expect(asked).toHaveLength(3);
          expect(new Set(tunnels)).toEqual(new Set([`${host}:443`]));
        },
      );
    },
  );

  test.each([307, 302])('a redirect (%i) of the token endpoint', async (status) => {
    await withRegistry(
      (asked) =>
        asked.path.startsWith('/v2/token')
          ? { status, headers: { location: 'https://evil.example/v2/token' } }
          : healthy(asked),
      async ({ google, tunnels }) => {
        const error = await refusal(google.tags(asGsa(google), host, path));
        expect(error.kind).toBe('nonsense');
        expect(new Set(tunnels)).toEqual(new Set([`${host}:443`]));
      },
    );
  });

  test.each([
    'evil.com/x.gcr.io',
    'evil.com#.gcr.io',
    'evil.com?.gcr.io',
    'user@gcr.io',
    'gcr.io:443',
    'gcr.io.evil.com',
    'GCR.io',
    'evilgcr.io',
    'docker.io',
    '-docker.pkg.dev',
    'a.b-docker.pkg.dev',
    '',
  ])('the host %j', async (name) => {
    expect(isGoogleRegistry(name)).toBe(false);
    await withRegistry(healthy, async ({ google, tunnels }) => {
      expect((await refusal(google.tags(asGsa(google), name, path))).kind).toBe('nonsense');
      expect(tunnels).toEqual([]);
    });
  });

  test.each(['../../x', 'a//b', 'a/../b', 'A/b', 'a?b', 'a/b/', 'a%2fb', ''])('the path %j', async (image) => {
    await withRegistry(healthy, async ({ google, asked }) => {
      expect((await refusal(google.tags(asGsa(google), host, image))).kind).toBe('nonsense');
      expect(asked.filter((one) => one.headers['authorization'] !== undefined)).toEqual([]);
    });
  });
});

test.each(['gcr.io', 'eu.gcr.io', 'europe-west1-docker.pkg.dev', 'docker.europe-west1.rep.pkg.dev'])(
  '%s is Google’s',
  (name) => {
    expect(isGoogleRegistry(name)).toBe(true);
  },
);

test('a refusal says which step refused', async () => {
  const denied = {
    errors: [{ code: 'DENIED', message: 'Permission "x.y.z" denied on resource "r" (or it may not exist)' }],
  };
  await withRegistry(
    (asked) => (asked.path.startsWith('/v2/token') ? { status: 403, body: denied } : healthy(asked)),
    async ({ google }) => {
      const { details } = await refusal(google.tags(asGsa(google), host, path));
      expect(details).toMatchObject({ api: 'registry.token', kind: 'refused', permission: 'x.y.z', as: 'GSA g@p' });
    },
  );
  await withRegistry(
    (asked) =>
      asked.path.includes('tags/list')
        ? { status: 412, body: 'Container Registry is deprecated and shutting down' }
        : healthy(asked),
    async ({ google }) => {
      const { details } = await refusal(google.tags(asGsa(google), host, path));
      expect(details).toMatchObject({ api: 'registry.tags', kind: 'gone', status: 412 });
    },
  );
});

describe('a manifest', () => {
  const digest = `sha256:${'ab'.repeat(32)}`;
  const isManifest = (asked: Asked): boolean => asked.path.includes('/manifests/');

  test('is asked for by HEAD, with the types that Flux takes, and with the token that the tag list had', async () => {
    await withRegistry(
      (asked) => (isManifest(asked) ? { headers: { 'docker-content-digest': digest } } : healthy(asked)),
      async ({ google, asked }) => {
        await google.tags(asGsa(google), host, path);
        expect(await google.manifest(asGsa(google), host, path, 'v1')).toEqual({ digest });
        expect(await google.manifest(asGsa(google), host, path, digest)).toEqual({ digest });
        expect(asked.filter(isManifest).map((one) => [one.method, one.path, one.headers['authorization']])).toEqual([
          ['HEAD', `/v2/${path}/manifests/v1`, 'Bearer registry-token'],
          ['HEAD', `/v2/${path}/manifests/${digest.replace(':', '%3A')}`, 'Bearer registry-token'],
        ]);
        expect(asked.find(isManifest)?.headers['accept']).toContain('application/vnd.oci.image.index.v1+json');
        expect(asked.filter((one) => one.path.startsWith('/v2/token'))).toHaveLength(1);
      },
    );
  });

  test('that is refused is asked for again, for the words of the refusal', async () => {
    await withRegistry(
      (asked) =>
        isManifest(asked)
          ? { status: 403, body: { errors: [{ code: 'DENIED', message: 'by a download rule' }] } }
          : healthy(asked),
      async ({ google, asked }) => {
        const { details } = await refusal(google.manifest(asGsa(google), host, path, 'v1'));
        expect(details).toMatchObject({ api: 'registry.manifest', kind: 'refused', message: 'by a download rule' });
        expect(asked.filter(isManifest).map((one) => one.method)).toEqual(['HEAD', 'GET']);
      },
    );
  });

  test('that HEAD alone does not get is there', async () => {
    await withRegistry(
      (asked) => (isManifest(asked) && asked.method === 'HEAD' ? { status: 405, body: {} } : healthy(asked)),
      async ({ google }) => {
        expect(await google.manifest(asGsa(google), host, path, 'v1')).toEqual({ digest: null });
      },
    );
  });

  test.each(['../../token', 'v1/../x', 'v1?x=1', '', '.', `sha256:short`, 'a'.repeat(200)])(
    'is not asked for by %j',
    async (reference) => {
      await withRegistry(healthy, async ({ google, asked }) => {
        expect((await refusal(google.manifest(asGsa(google), host, path, reference))).kind).toBe('nonsense');
        expect(asked.filter((one) => String(one.headers['authorization']).startsWith('Bearer'))).toEqual([]);
      });
    },
  );
});

test('a mirror is asked in the registry’s place, whichever of the two names it gives itself', async () => {
  for (const realm of [`https://${host}/v2/token`, 'mirror']) {
    await using server = await serveHttps(['localhost'], 'trusted', (asked) => {
      const own = `https://${asked.host}/base/v2/token`;
      if (asked.path === '/base/v2/') return challenge(realm === 'mirror' ? own : realm);
      return healthy({ ...asked, path: asked.path.replace('/base', '') });
    });
    const env = { FLUX_WI_REGISTRY_MIRRORS: `${host}=https://localhost:${server.port}/base` };
    await using opened = openTransport(env);
    const google = openGoogle({ transport: opened.transport, memo: new Memo(), env, signal: opened.signal });
    expect((await google.tags(asGsa(google), host, path)).tags).toEqual(['v1', 'v2']);
    expect(server.asked.map((one) => one.path.split('?')[0])).toEqual([
      '/base/v2/',
      '/base/v2/token',
      `/base/v2/${path}/tags/list`,
    ]);
  }
});

test('challenges and links come in more than one form', () => {
  expect(parseChallenge('Bearer realm="https://h/v2/token",service="gcr.io"')).toEqual({
    realm: 'https://h/v2/token',
    service: 'gcr.io',
  });
  expect(parseChallenge('bearer realm=https://h/v2/token,service=gcr.io')).toEqual({
    realm: 'https://h/v2/token',
    service: 'gcr.io',
  });
  expect(parseChallenge('Bearer realm="https://h/v2/token"')).toEqual({ realm: 'https://h/v2/token', service: null });
  expect(parseChallenge('Basic realm="x"')).toBeNull();
  expect(parseChallenge(null)).toBeNull();
  expect(nextLink('</v2/a?n=1&last=b>; rel="next"')).toBe('/v2/a?n=1&last=b');
  expect(nextLink('</v2/a>; rel="prev"')).toBeNull();
  expect(nextLink(null)).toBeNull();
});
