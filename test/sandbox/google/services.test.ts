import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import type { Sandbox } from '../../../src/sandbox/serve.ts';
import type { ProjectState } from '../../../src/sandbox/world.ts';
import { acme } from '../../../src/sandbox/worlds/flux-v2.ts';
import { folder, organization, registryBucket, serviceAccount } from '../../../src/sandbox/worlds/google-project.ts';
import { healthyWorld } from '../../../src/sandbox/worlds/healthy.ts';
import { clientOf, errorOf } from './client.ts';
import type { Client } from './client.ts';

let sandbox: Sandbox;
let client: Client;
let token: string;
let acmeProd: ProjectState;
beforeEach(async () => {
  const world = healthyWorld('flux-v2');
  acmeProd = world.google.projects['acme-prod'] as ProjectState;
  sandbox = await serveSandbox(world);
  client = await clientOf(sandbox);
  token = await client.operatorToken();
});
afterEach(() => sandbox.close());

/** The operator becomes someone without any right. */
async function strangersToken(): Promise<string> {
  sandbox.world.operator.account = 'stranger@acme.example';
  return client.operatorToken();
}

describe('IAM', () => {
  const accounts = 'https://iam.googleapis.com/v1/projects/acme-prod/serviceAccounts';
  const absent = 'gone@acme-prod.iam.gserviceaccount.com';

  test('shows an account by e-mail, encoded or not, and hides `disabled` when it is false', async () => {
    for (const email of [acme.gsa, encodeURIComponent(acme.gsa)]) {
      const answer = await client.ask(`${accounts}/${email}`, { token });
      expect(answer.json).toMatchObject({ email: acme.gsa, uniqueId: '104857600000000000001' });
      expect(answer.json).not.toHaveProperty('disabled');
    }
  });

  test('get hides absence behind 403 under projects/-, not under its project', async () => {
    const hidden = await client.ask(`https://iam.googleapis.com/v1/projects/-/serviceAccounts/${absent}`, { token });
    expect(errorOf(hidden)).toMatchObject({ code: 403, reason: 'IAM_PERMISSION_DENIED' });
    const told = await client.ask(`${accounts}/${absent}`, { token });
    expect(told.json).toEqual({ error: { code: 404, message: 'Unknown service account', status: 'NOT_FOUND' } });
  });

  test('testIamPermissions and getIamPolicy tell a stranger of absence', async () => {
    const stranger = await strangersToken();
    const body = { permissions: ['iam.serviceAccounts.getAccessToken'] };
    const there = await client.ask(`${accounts}/${acme.gsa}:testIamPermissions`, { token: stranger, body });
    expect(there).toMatchObject({ status: 200, json: {} });
    for (const method of ['testIamPermissions', 'getIamPolicy']) {
      const answer = await client.ask(`${accounts}/${absent}:${method}`, { token: stranger, body });
      expect(errorOf(answer)).toMatchObject({ code: 404, message: 'Unknown service account' });
    }
  });

  test('lists in pages', async () => {
    for (let index = 0; index < 25; index += 1) {
      acmeProd.serviceAccounts[`bot-${index}@acme-prod.iam.gserviceaccount.com`] = serviceAccount(`2${index}`);
    }
    const schema = z.object({ accounts: z.array(z.object({})), nextPageToken: z.string().optional() });
    const first = schema.parse((await client.ask(accounts, { token })).json);
    expect(first.accounts).toHaveLength(20);
    const second = schema.parse((await client.ask(`${accounts}?pageToken=${first.nextPageToken}`, { token })).json);
    expect(second).toMatchObject({ accounts: { length: 8 } });
    expect(second.nextPageToken).toBeUndefined();
  });

  test('writes a policy only over the one that was read', async () => {
    const url = `${accounts}/${acme.gsa}`;
    const { etag } = (await client.ask(`${url}:getIamPolicy`, { method: 'POST', token })).json as { etag: string };
    const bindings = [
      { role: 'roles/iam.workloadIdentityUser', members: ['serviceAccount:acme-prod.svc.id.goog[a/b]'] },
    ];
    const written = await client.ask(`${url}:setIamPolicy`, { token, body: { policy: { etag, bindings } } });
    expect(written.json).toMatchObject({ bindings });
    const again = await client.ask(`${url}:setIamPolicy`, { token, body: { policy: { etag, bindings: [] } } });
    expect(errorOf(again)).toMatchObject({ code: 409, status: 'ABORTED' });
  });

  test.each([
    ['serviceAccount:[flux/flux]', 'Invalid service account ([flux/flux]).'],
    [
      'serviceAccount:other.svc.id.goog[a/b]',
      expect.stringMatching(/^Identity Pool does not exist \(other\.svc\.id\.goog\)\. /),
    ],
    [
      'principal://iam.googleapis.com/projects/999/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/a/sa/b',
      expect.stringMatching(/^Identity Pool does not exist/),
    ],
    [`serviceAccount:${absent}`, `Service account ${absent} does not exist.`],
    ['flux', expect.stringContaining('is of an unknown type')],
  ])('does not store the member %s', async (member, message) => {
    const body = { policy: { bindings: [{ role: 'roles/iam.workloadIdentityUser', members: [member] }] } };
    const answer = await client.ask(`${accounts}/${acme.gsa}:setIamPolicy`, { token, body });
    expect(errorOf(answer)).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT', message });
  });

  test('shows conditions only to those who ask for version 3', async () => {
    const condition = { title: 'later', expression: 'request.time > timestamp("2020-01-01T00:00:00Z")' };
    const [binding] = acmeProd.serviceAccounts[acme.gsa]?.policy.bindings ?? [];
    Object.assign(binding ?? {}, { condition });
    const url = `${accounts}/${acme.gsa}:getIamPolicy`;
    const three = await client.ask(`${url}?options.requestedPolicyVersion=3`, { method: 'POST', token });
    expect(three.json).toMatchObject({ version: 3, bindings: [{ condition }] });
    const one = await client.ask(url, { method: 'POST', token });
    expect(one.json).toMatchObject({ version: 1, bindings: [{ role: expect.stringContaining('_withcond_') }] });
  });

  test('tells the permissions of roles', async () => {
    const answer = await client.ask('https://iam.googleapis.com/v1/roles/iam.workloadIdentityUser', { token });
    expect(answer.json).toMatchObject({
      includedPermissions: expect.arrayContaining(['iam.serviceAccounts.getAccessToken']),
    });
    expect(await client.ask('https://iam.googleapis.com/v1/roles/no.such', { token })).toMatchObject({ status: 404 });
  });

  test('lists deny policies without their rules', async () => {
    const rules = [
      { deniedPrincipals: ['principalSet://goog/public:all'], deniedPermissions: ['x.googleapis.com/y.z'] },
    ];
    sandbox.world.google.folders[folder]?.deny.push({ id: 'guard', rules });
    const url = `https://iam.googleapis.com/v2/policies/cloudresourcemanager.googleapis.com%2Ffolders%2F${folder}/denypolicies`;
    const list = await client.ask(url, { token });
    const { policies } = z.object({ policies: z.array(z.object({ name: z.string() }).loose()) }).parse(list.json);
    expect(policies[0]).not.toHaveProperty('rules');
    const one = await client.ask(`https://iam.googleapis.com/v2/${policies[0]?.name}`, { token });
    expect(one.json).toMatchObject({ kind: 'DenyPolicy', rules: [{ denyRule: rules[0] }] });
  });
});

describe('Resource Manager', () => {
  const url = 'https://cloudresourcemanager.googleapis.com';

  test('tells a project by both versions, and what is above it', async () => {
    expect((await client.ask(`${url}/v1/projects/acme-prod`, { token })).json).toMatchObject({
      projectNumber: acme.number,
      lifecycleState: 'ACTIVE',
    });
    expect((await client.ask(`${url}/v3/projects/${acme.number}`, { token })).json).toMatchObject({
      projectId: 'acme-prod',
      state: 'ACTIVE',
    });
    const ancestry = await client.ask(`${url}/v1/projects/acme-prod:getAncestry`, { method: 'POST', token });
    expect(ancestry.json).toEqual({
      ancestor: [
        { resourceId: { type: 'project', id: 'acme-prod' } },
        { resourceId: { type: 'folder', id: folder } },
        { resourceId: { type: 'organization', id: organization } },
      ],
    });
  });

  test('says the same of a missing and of a forbidden project', async () => {
    const stranger = await strangersToken();
    for (const id of ['acme-prod', 'no-such-project']) {
      const answer = await client.ask(`${url}/v1/projects/${id}`, { token: stranger });
      expect(errorOf(answer)).toMatchObject({ code: 403, reason: 'IAM_PERMISSION_DENIED' });
    }
  });

  test.each([`v3/folders/${folder}`, `v3/organizations/${organization}`, 'v1/projects/acme-prod'])(
    'shows the policy of %s',
    async (resource) => {
      const body = { options: { requestedPolicyVersion: 3 } };
      const answer = await client.ask(`${url}/${resource}:getIamPolicy`, { token, body });
      expect(answer).toMatchObject({ status: 200, json: { etag: expect.any(String) } });
    },
  );
});

describe('Service Usage', () => {
  const url = 'https://serviceusage.googleapis.com/v1/projects/acme-prod/services';

  test('tells what is on, and switches on', async () => {
    const state = async (): Promise<unknown> => (await client.ask(`${url}/run.googleapis.com`, { token })).json;
    expect(await state()).toMatchObject({
      state: 'DISABLED',
      name: `projects/${acme.number}/services/run.googleapis.com`,
    });
    await client.ask(`${url}/run.googleapis.com:enable`, { token, method: 'POST' });
    expect(await state()).toMatchObject({ state: 'ENABLED' });
  });

  test('refuses with a help token', async () => {
    const answer = await client.ask(`${url}/iam.googleapis.com`, { token: await strangersToken() });
    expect(errorOf(answer)).toMatchObject({
      code: 403,
      message: expect.stringMatching(/^Permission denied to get service \[iam\.googleapis\.com\]\nHelp Token: /),
    });
  });
});

describe('GKE', () => {
  const url = 'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1';

  test('publishes discovery to anyone, for clusters that are there', async () => {
    expect((await client.ask(`${url}/.well-known/openid-configuration`)).json).toMatchObject({ issuer: url });
    expect((await client.ask(`${url}/jwks`)).json).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256' }] });
    expect(await client.ask(`${url}-2/.well-known/openid-configuration`)).toMatchObject({ status: 404 });
  });

  test('refuses without details, and hides a missing cluster', async () => {
    const stranger = await strangersToken();
    const refused = await client.ask(url, { token: stranger });
    expect(errorOf(refused)).toEqual({
      code: 403,
      status: 'PERMISSION_DENIED',
      message:
        'Required "container.clusters.get" permission(s) for "projects/acme-prod/locations/europe-west1/clusters/prod-1".',
      reason: undefined,
    });
    expect(errorOf(await client.ask(`${url}-2`, { token: stranger }))).toMatchObject({ code: 403 });
    expect(errorOf(await client.ask(`${url}-2`, { token }))).toMatchObject({
      code: 404,
      message: 'Not found: projects/acme-prod/locations/europe-west1/clusters/prod-1-2.',
    });
  });

  test('switching Workload Identity on makes the pool, and a node pool changes its nodes', async () => {
    const cluster = acmeProd.clusters['europe-west1/prod-1'];
    if (cluster === undefined) throw new Error('no cluster');
    cluster.workloadPool = null;
    acmeProd.workloadPoolExists = false;
    expect((await client.ask(url, { token })).json).not.toHaveProperty('workloadIdentityConfig');
    const mode = { workloadMetadataConfig: { mode: 'GKE_METADATA' } };
    const early = await client.ask(`${url}/nodePools/main`, { method: 'PUT', token, body: mode });
    expect(errorOf(early)).toMatchObject({ code: 400, status: 'FAILED_PRECONDITION' });
    const update = (workloadPool: string): object => ({ update: { desiredWorkloadIdentityConfig: { workloadPool } } });
    const foreign = await client.ask(url, { method: 'PUT', token, body: update('other.svc.id.goog') });
    expect(errorOf(foreign)).toMatchObject({ code: 400 });
    const done = await client.ask(url, { method: 'PUT', token, body: update('acme-prod.svc.id.goog') });
    expect(done.json).toMatchObject({ status: 'DONE' });
    expect(acmeProd.workloadPoolExists).toBe(true);
    const nodeLabels = (): unknown[] =>
      sandbox.world.cluster.objects
        .filter(({ kind }) => kind === 'Node')
        .map(({ metadata }) => metadata.labels?.['iam.gke.io/gke-metadata-server-enabled']);
    const off = { workloadMetadataConfig: { mode: 'GCE_METADATA' } };
    await client.ask(`${url}/nodePools/main`, { method: 'PUT', token, body: off });
    expect(nodeLabels()).toEqual([undefined, undefined]);
    await client.ask(`${url}/nodePools/main`, { method: 'PUT', token, body: mode });
    expect(nodeLabels()).toEqual(['true', 'true']);
  });
});

describe('Artifact Registry', () => {
  const url = 'https://artifactregistry.googleapis.com/v1/projects/acme-prod/locations/europe-west1/repositories';

  test('pages packages, slashes encoded', async () => {
    const apps = acmeProd.repositories['europe-west1/apps'];
    if (apps !== undefined) apps.images = { api: ['v1'], 'team/front': ['v1'], web: ['v1'] };
    const schema = z.object({
      packages: z.array(z.object({ name: z.string() })),
      nextPageToken: z.string().optional(),
    });
    const first = schema.parse((await client.ask(`${url}/apps/packages?pageSize=2`, { token })).json);
    const next = `${url}/apps/packages?pageSize=2&pageToken=${first.nextPageToken}`;
    const second = schema.parse((await client.ask(next, { token })).json);
    expect([...first.packages, ...second.packages].map(({ name }) => name.split('/').at(-1))).toEqual([
      'api',
      'team%2Ffront',
      'web',
    ]);
    const tags = await client.ask(`${url}/apps/packages/team%2Ffront/tags`, { token });
    expect(tags.json).toMatchObject({ tags: [{ name: expect.stringMatching(/\/tags\/v1$/) }] });
  });

  test('tells of a missing repository only those who may look', async () => {
    expect(errorOf(await client.ask(`${url}/absent`, { token }))).toMatchObject({
      code: 404,
      message: 'Requested entity was not found.',
    });
    const answer = await client.ask(`${url}/absent`, { token: await strangersToken() });
    expect(errorOf(answer)).toMatchObject({
      code: 403,
      message: expect.stringContaining(
        "denied on resource '//artifactregistry.googleapis.com/projects/acme-prod/locations/europe-west1/repositories/absent' (or it may not exist)",
      ),
    });
  });

  test('tells how gcr.io is served', async () => {
    acmeProd.gcr = 'artifact-registry';
    const settings = 'https://artifactregistry.googleapis.com/v1/projects/acme-prod/projectSettings';
    expect((await client.ask(settings, { token })).json).toMatchObject({
      legacyRedirectionState: 'REDIRECTION_FROM_GCR_IO_ENABLED',
    });
  });
});

describe('Cloud Storage', () => {
  const bucket = 'artifacts.acme-prod.appspot.com';
  const url = `https://storage.googleapis.com/storage/v1/b/${bucket}`;
  beforeEach(() => {
    acmeProd.buckets[bucket] = registryBucket('acme-prod', { 'team/app': ['v1'] }, `serviceAccount:${acme.gsa}`);
  });

  test("lists Container Registry's layout", async () => {
    const below = 'containers/repositories/library/team/app/';
    const list = await client.ask(`${url}/o?prefix=${below}&delimiter=/`, { token });
    expect(list.json).toMatchObject({
      kind: 'storage#objects',
      items: [{ name: expect.stringContaining('manifest_sha256:') }, { name: `${below}tag_v1` }],
    });
    const top = await client.ask(`${url}/o?delimiter=/`, { token });
    expect(top.json).toEqual({ kind: 'storage#objects', prefixes: ['containers/'] });
  });

  test('names who was refused, in its own envelope', async () => {
    const refused = await client.ask(`${url}/o`, { token: await strangersToken() });
    expect(refused.status).toBe(403);
    expect(refused.json).toMatchObject({
      error: {
        code: 403,
        message: expect.stringMatching(/^stranger@acme\.example does not have storage\.objects\.list access to the /),
        errors: [{ domain: 'global', reason: 'forbidden' }],
      },
    });
    expect((refused.json as { error: object }).error).not.toHaveProperty('status');
    expect(await client.ask(`${url}/o`)).toMatchObject({
      status: 401,
      json: {
        error: { message: expect.stringMatching(/^Anonymous caller does not have storage\.objects\.list access/) },
      },
    });
    expect(await client.ask(`${url}/o`, { token: 'nope' })).toMatchObject({
      status: 401,
      json: { error: { errors: [{ reason: 'authError', location: 'Authorization' }] } },
    });
  });

  test('a bucket that is not there is told to all who are known', async () => {
    const answer = await client.ask(`${url}x/o`, { token: await strangersToken() });
    expect(answer).toMatchObject({
      status: 404,
      json: { error: { message: 'The specified bucket does not exist.', errors: [{ reason: 'notFound' }] } },
    });
  });

  test('tests permissions', async () => {
    const answer = await client.ask(
      `${url}/iam/testPermissions?permissions=storage.objects.list&permissions=storage.objects.get`,
      { token },
    );
    expect(answer.json).toEqual({ kind: 'storage#testIamPermissionsResponse', permissions: ['storage.objects.list'] });
  });
});
