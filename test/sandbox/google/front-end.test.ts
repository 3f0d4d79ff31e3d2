import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveSandbox } from '../../../src/sandbox/serve.ts';
import type { Sandbox } from '../../../src/sandbox/serve.ts';
import type { ProjectState, World } from '../../../src/sandbox/world.ts';
import { acme } from '../../../src/sandbox/worlds/flux-v2.ts';
import { healthyWorld } from '../../../src/sandbox/worlds/healthy.ts';
import { clientOf, errorOf, exchangeFields } from './client.ts';
import type { Client } from './client.ts';

const ksa = ['flux-system', acme.controller] as const;
const repository =
  'https://artifactregistry.googleapis.com/v1/projects/acme-prod/locations/europe-west1/repositories/apps';
const tags = 'https://europe-west1-docker.pkg.dev/v2/acme-prod/apps/api/tags/list';

let world: World;
let sandbox: Sandbox;
let client: Client;
beforeEach(async () => {
  world = healthyWorld('flux-v2');
  sandbox = await serveSandbox(world);
  client = await clientOf(sandbox);
});
afterEach(() => sandbox.close());

function acmeProd(): ProjectState {
  const project = world.google.projects['acme-prod'];
  if (project === undefined) throw new Error('no project');
  return project;
}

describe('the token', () => {
  test('is missing', async () => {
    expect(errorOf(await client.ask(repository))).toMatchObject({ code: 401, reason: 'CREDENTIALS_MISSING' });
  });

  test('is unknown', async () => {
    const answer = await client.ask(repository, { token: 'ya29.nope' });
    expect(errorOf(answer)).toMatchObject({
      code: 401,
      status: 'UNAUTHENTICATED',
      reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED',
    });
  });

  test('is of an account disabled since', async () => {
    const token = await client.gsaToken(...ksa, acme.gsa);
    const account = acmeProd().serviceAccounts[acme.gsa];
    if (account !== undefined) account.disabled = true;
    expect(errorOf(await client.ask(repository, { token }))).toMatchObject({
      code: 401,
      reason: 'ACCOUNT_STATE_INVALID',
    });
    expect(await client.ask(tags, { token })).toMatchObject({ status: 401 });
  });

  test('reads with a read-only scope, and does not write', async () => {
    const token = await client.gsaToken(...ksa, acme.gsa, ['https://www.googleapis.com/auth/cloud-platform.read-only']);
    expect(await client.ask(repository, { token })).toMatchObject({ status: 200 });
    const write = await client.ask(`${repository}:setIamPolicy`, { token, body: { policy: {} } });
    expect(errorOf(write)).toMatchObject({ code: 403, reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' });
  });
});

describe('the project', () => {
  test('has the API off: the refusal names API and project, also in the registry', async () => {
    acmeProd().services = acmeProd().services.filter((service) => service !== 'artifactregistry.googleapis.com');
    const token = await client.operatorToken();
    const answer = await client.ask(repository, { token });
    expect(errorOf(answer)).toMatchObject({
      code: 403,
      reason: 'SERVICE_DISABLED',
      message: expect.stringMatching(
        /^Artifact Registry API has not been used in project 314159265358 before or it is disabled\. Enable it by visiting https:\/\/console\.developers\.google\.com\/apis\/api\/artifactregistry\.googleapis\.com\/overview\?project=314159265358 then retry\./,
      ),
    });
    expect(await client.ask(tags, { token })).toMatchObject({
      status: 403,
      json: { errors: [{ code: 'DENIED', message: expect.stringContaining('has not been used in project') }] },
    });
  });

  test("counts IAM Credentials by the caller's own pool", async () => {
    acmeProd().services = acmeProd().services.filter((service) => service !== 'iamcredentials.googleapis.com');
    const answer = await client.ask(
      `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${acme.gsa}:generateAccessToken`,
      { token: await client.federatedToken(...ksa), body: { scope: ['x'] } },
    );
    expect(errorOf(answer)).toMatchObject({ code: 403, reason: 'SERVICE_DISABLED' });
  });

  test('has STS off: the common envelope, not that of OAuth', async () => {
    acmeProd().services = acmeProd().services.filter((service) => service !== 'sts.googleapis.com');
    const issuer = 'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/prod-1';
    const fields = exchangeFields(
      await client.ksaToken(...ksa, 'acme-prod.svc.id.goog'),
      `identitynamespace:acme-prod.svc.id.goog:${issuer}`,
    );
    const answer = await client.ask('https://sts.googleapis.com/v1/token', { body: new URLSearchParams(fields) });
    expect(errorOf(answer)).toMatchObject({ code: 403, reason: 'SERVICE_DISABLED' });
  });

  test('is deleted', async () => {
    acmeProd().state = 'DELETE_REQUESTED';
    const token = await client.operatorToken();
    expect(errorOf(await client.ask(repository, { token }))).toMatchObject({
      code: 403,
      reason: 'USER_PROJECT_DENIED',
      message: 'Project acme-prod has been deleted.',
    });
    const project = await client.ask('https://cloudresourcemanager.googleapis.com/v1/projects/acme-prod', { token });
    expect(project).toMatchObject({ status: 200, json: { lifecycleState: 'DELETE_REQUESTED' } });
  });

  test('is unknown', async () => {
    const answer = await client.ask(repository.replace('acme-prod', 'europe-west1-docker.pkg.dev'), {
      token: await client.operatorToken(),
    });
    expect(errorOf(answer)).toMatchObject({
      code: 403,
      reason: 'CONSUMER_INVALID',
      message: 'Permission denied on resource project europe-west1-docker.pkg.dev.',
    });
  });

  test('has no billing', async () => {
    acmeProd().billing = false;
    const token = await client.operatorToken();
    expect(errorOf(await client.ask(repository, { token }))).toMatchObject({ code: 403, reason: 'BILLING_DISABLED' });
    expect(await client.ask(tags, { token })).toMatchObject({
      status: 403,
      json: { errors: [{ code: 'DENIED', message: expect.stringContaining('requires billing to be enabled') }] },
    });
  });

  test('may not be spent by the caller', async () => {
    const token = await client.operatorToken();
    const answer = await client.ask(repository, { token, headers: { 'x-goog-user-project': 'acme-billing' } });
    expect(errorOf(answer)).toMatchObject({ code: 403, reason: 'USER_PROJECT_DENIED' });
  });

  test('stands behind a perimeter: the laptop is outside, Flux is inside', async () => {
    acmeProd().perimeter = ['artifactregistry.googleapis.com'];
    const token = await client.operatorToken();
    const answer = await client.ask(repository, { token });
    expect(errorOf(answer)).toMatchObject({
      code: 403,
      message: expect.stringMatching(
        /^Request is prohibited by organization's policy\. vpcServiceControlsUniqueIdentifier: /,
      ),
    });
    expect(answer.text).toContain('SECURITY_POLICY_VIOLATED');
    expect(await client.ask(tags, { token })).toMatchObject({ status: 403 });
    const fromInside = sandbox
      .requests()
      .filter(({ origin, host }) => origin === 'cluster' && host.endsWith('pkg.dev'));
    expect(fromInside.at(-1)).toMatchObject({ status: 200 });
  });
});
