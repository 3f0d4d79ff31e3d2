import { readFile } from 'node:fs/promises';
import { IdentityPoolClient, UserRefreshClient } from 'google-auth-library';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import type { Sandbox } from '../../../src/sandbox/serve.ts';
import { acme } from '../../../src/sandbox/worlds/flux-v2.ts';
import { healthyWorld } from '../../../src/sandbox/worlds/healthy.ts';
import { clientOf, errorOf, exchangeFields, generateAccessToken } from './client.ts';
import type { Client } from './client.ts';

const pool = 'acme-prod.svc.id.goog';
const issuer = 'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1';
const audience = `identitynamespace:${pool}:${issuer}`;
const ksa = ['flux-system', acme.controller] as const;
const sts = 'https://sts.googleapis.com/v1/token';
const tags = 'https://europe-west1-docker.pkg.dev/v2/acme-prod/apps/api/tags/list';

let sandbox: Sandbox;
let client: Client;
beforeAll(async () => {
  sandbox = await serveSandbox(healthyWorld('flux-v2'));
  client = await clientOf(sandbox);
});
afterAll(() => sandbox.close());

test('from the KSA to the tags, call by call', async () => {
  const token = await client.gsaToken(...ksa, acme.gsa);
  const answer = await client.ask(tags, { token });
  expect(answer).toMatchObject({ status: 200, json: { tags: ['1.0.0', '1.1.0', '1.2.0', '1.2.1'] } });
});

test("Google's own library walks the same way", async () => {
  const library = new IdentityPoolClient({
    type: 'external_account',
    audience,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: sts,
    service_account_impersonation_url: generateAccessToken(acme.gsa),
    subject_token_supplier: { getSubjectToken: () => client.ksaToken(...ksa, pool) },
    transporterOptions: { fetchImplementation: client.fetch as never },
  });
  (library as unknown as { stsCredential: { transporter: unknown } }).stsCredential.transporter = library.transporter;
  const { token } = await library.getAccessToken();
  expect(await client.ask(tags, { token: token ?? '' })).toMatchObject({ status: 200 });
});

test("the operator's log-in works with Google's own library", async () => {
  const file = JSON.parse(await readFile(sandbox.env['GOOGLE_APPLICATION_CREDENTIALS'] ?? '', 'utf8')) as {
    client_id: string;
    client_secret: string;
    refresh_token: string;
  };
  const library = new UserRefreshClient({
    clientId: file.client_id,
    clientSecret: file.client_secret,
    refreshToken: file.refresh_token,
    transporterOptions: { fetchImplementation: client.fetch as never },
  });
  const { token } = await library.getAccessToken();
  const info = await library.getTokenInfo(token ?? '');
  expect(info.email).toBe('sre@acme.example');
});

describe('STS takes each form of the request that clients send', () => {
  const camel = (name: string): string => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());

  test.each<[string, (fields: Record<string, string>) => object]>([
    ['a form', (fields) => new URLSearchParams(fields)],
    ['JSON in snake_case', (fields) => fields],
    ['JSON in camelCase', (fields) => Object.fromEntries(Object.entries(fields).map(([k, v]) => [camel(k), v]))],
  ])('%s', async (_, shape) => {
    const fields = exchangeFields(await client.ksaToken(...ksa, pool), audience);
    const answer = await client.ask(sts, { body: shape(fields) });
    expect(answer).toMatchObject({
      status: 200,
      json: { token_type: 'Bearer', expires_in: 3600, access_token: expect.stringMatching(/^ya29\.d\./) },
    });
  });

  test('the older endpoint too', async () => {
    const fields = exchangeFields(await client.ksaToken(...ksa, pool), audience);
    const answer = await client.ask('https://securetoken.googleapis.com/v1/identitybindingtoken', { body: fields });
    expect(answer).toMatchObject({ status: 200, json: { token_type: 'Bearer' } });
  });
});

describe('STS refuses', () => {
  async function refused(subjectToken: string, to = audience): Promise<unknown> {
    const answer = await client.ask(sts, { body: new URLSearchParams(exchangeFields(subjectToken, to)) });
    expect(answer.status).toBe(400);
    return answer.json;
  }

  test('a token for another audience', async () => {
    const token = await client.ksaToken(...ksa, 'other.svc.id.goog');
    expect(await refused(token)).toEqual({
      error: 'invalid_grant',
      error_description: `The audience in ID Token [other.svc.id.goog] does not match the expected audience ${pool}.`,
    });
  });

  test.each([
    ['a cluster that is not there', `identitynamespace:${pool}:${issuer}-2`],
    ["another project's pool", `identitynamespace:other.svc.id.goog:${issuer}`],
    ['a pool by number', `identitynamespace:${acme.number}.svc.id.goog:${issuer}`],
    [
      'a provider of another kind',
      '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
    ],
  ])('%s', async (_, to) => {
    const token = await client.ksaToken(...ksa, pool);
    expect(await refused(token, to)).toMatchObject({ error: 'invalid_target' });
  });

  test('an audience that is none', async () => {
    const token = await client.ksaToken(...ksa, pool);
    expect(await refused(token, pool)).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('Invalid value for "audience"'),
    });
  });

  const claims = { 'kubernetes.io': { namespace: ksa[0], serviceaccount: { name: ksa[1], uid: 'u' } } };
  async function forged(iss: string, issued: number, expires: number): Promise<string> {
    const { privateKey } = await generateKeyPair('RS256');
    const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).setIssuer(iss).setAudience(pool);
    return jwt.setIssuedAt(issued).setExpirationTime(expires).sign(privateKey);
  }
  const now = Math.floor(Date.now() / 1000);

  test('a forged signature', async () => {
    expect(await refused(await forged(issuer, now, now + 600))).toEqual({
      error: 'invalid_grant',
      error_description: 'Unable to verify the ID Token signature.',
    });
  });

  test("another cluster's token", async () => {
    expect(await refused(await forged(`${issuer}-2`, now, now + 600))).toMatchObject({
      error_description: `The issuer in ID Token ${issuer}-2 does not match the expected ones: ${issuer}`,
    });
  });

  test.each([
    ['an expired token', now - 7200, now - 3600],
    ['a token from the future', now + 3600, now + 7200],
  ])('%s', async (_, issued, expires) => {
    expect(await refused(await forged(issuer, issued, expires))).toEqual({
      error: 'invalid_grant',
      error_description: `ID Token issued at ${issued} is stale to sign-in.`,
    });
  });

  test('what is no token', async () => {
    expect(await refused('abc')).toMatchObject({ error_description: 'Unable to parse the ID Token.' });
  });
});

describe('generateAccessToken', () => {
  const url = generateAccessToken(encodeURIComponent(acme.gsa));

  test('takes an encoded account, enums as numbers, and tells whole seconds', async () => {
    const token = await client.federatedToken(...ksa);
    const body = { scope: ['https://www.googleapis.com/auth/cloud-platform'], lifetime: '60s', delegates: null };
    const answer = await client.ask(`${url}?$alt=json%3Benum-encoding=int`, { token, body });
    expect(answer).toMatchObject({
      status: 200,
      json: { expireTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
    });
  });

  test('refuses an identity without the right, and names permission and troubleshooter', async () => {
    const token = await client.federatedToken('flux-system', 'source-controller');
    const answer = await client.ask(url, { token, body: { scope: ['x'] } });
    expect(errorOf(answer)).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
      reason: 'IAM_PERMISSION_DENIED',
      message: expect.stringContaining(
        "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
      ),
    });
    expect(answer.text).toContain('iam-admin/troubleshooter/summary;errorId=');
  });

  test.each([
    ['no scope', {}],
    ['an empty scope', { scope: [] }],
    ['a lifetime beyond the hour', { scope: ['x'], lifetime: '7200s' }],
  ])('refuses %s', async (_, body) => {
    const token = await client.federatedToken(...ksa);
    expect(errorOf(await client.ask(url, { token, body }))).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
  });

  test('tells of an account that is not there', async () => {
    const token = await client.federatedToken(...ksa);
    const answer = await client.ask(generateAccessToken('gone@acme-prod.iam.gserviceaccount.com'), {
      token,
      body: { scope: ['x'] },
    });
    expect(errorOf(answer)).toMatchObject({
      code: 404,
      message: 'Not found; Gaia id not found for email gone@acme-prod.iam.gserviceaccount.com',
    });
  });

  test("wants a caller's token with a scope that is wide enough", async () => {
    const narrow = await client.gsaToken(...ksa, acme.gsa, [
      'https://www.googleapis.com/auth/cloud-platform.read-only',
    ]);
    const answer = await client.ask(url, { token: narrow, body: { scope: ['x'] } });
    expect(errorOf(answer)).toMatchObject({ code: 403, reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' });
  });

  test('has no regional boundary to tell', async () => {
    const answer = await client.ask(url.replace(':generateAccessToken', '/allowedLocations'));
    expect(answer.status).toBe(404);
  });
});

test('an owner of the project may not become the account', async () => {
  sandbox.world.google.projects['acme-prod']?.policy.bindings.push({
    role: 'roles/owner',
    members: ['user:sre@acme.example'],
  });
  const token = await client.operatorToken();
  const answer = await client.ask(generateAccessToken(acme.gsa), { token, body: { scope: ['x'] } });
  expect(errorOf(answer)).toMatchObject({ code: 403, reason: 'IAM_PERMISSION_DENIED' });
});
