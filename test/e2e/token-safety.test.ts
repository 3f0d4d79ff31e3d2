/** A token that no header can carry must come back in no form: libraries quote whole what they refuse. */

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Fault, World } from '../../src/sandbox/world.ts';
import { fluxV2 } from '../../src/sandbox/worlds/flux-v2.ts';
import { runDoctor } from './doctor.ts';

const lines = [
  'eyJhbGciOiJSUzI1NiIsImtpZCI6IjVYckFHVHRKUSJ9',
  'eyJhdWQiOlsiYWNtZS1wcm9kIl0sImV4cCI6MTc5NTUyOTM2NiwiaWF0IjoxNzk1NTI4NzY2',
  'LCJpc3MiOiJodHRwczovL2NvbnRhaW5lci5nb29nbGVhcGlzLmNvbS92MS9wcm9qZWN0cyJ9',
  'Qm9keTNOb1Rva2VuQXRBbGxTaWduYXR1cmU5OTk5QUJDREVGR0hJSktMTU5PUFFSU1RV',
  'VldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODlBQkNERUZHSElKS0w',
];
const wrapped = lines.join('\n');

/** No piece of 16 characters, from anywhere in it. */
function expectNoPiece(text: string): void {
  for (const line of lines)
    for (let at = 0; at + 16 <= line.length; at += 4) expect(text).not.toContain(line.slice(at, at + 16));
}

async function told(
  world: World,
  prepare: (env: Record<string, string>, folder: string) => Promise<void> = async () => {},
): Promise<{ readonly text: string; readonly code: number | null }> {
  const sandbox = await serveSandbox(world);
  const folder = await mkdtemp(join(tmpdir(), 'flux-wi-token-'));
  try {
    const env = { ...sandbox.env };
    await prepare(env, folder);
    const json = await runDoctor(['doctor', '-o', 'json'], env);
    const verbose = await runDoctor(['doctor', '-v'], env);
    return { text: [json, verbose].flatMap((ran) => [ran.stdout, ran.stderr]).join('\n'), code: json.code };
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

async function withUser(env: Record<string, string>, folder: string, user: object): Promise<void> {
  const config = parse(await readFile(env['KUBECONFIG'] ?? '', 'utf8')) as { users: { user: object }[] };
  const [first] = config.users;
  if (first !== undefined) first.user = user;
  env['KUBECONFIG'] = join(folder, 'kubeconfig');
  await writeFile(env['KUBECONFIG'], stringify(config));
}

describe('a token in lines is never shown, nor any line of it', () => {
  test('of a token file', async () => {
    const { text, code } = await told(fluxV2(), async (env, folder) => {
      await writeFile(join(folder, 'token'), `${wrapped}\n`);
      await withUser(env, folder, { tokenFile: join(folder, 'token') });
    });
    expectNoPiece(text);
    expect(text).toContain('its token holds a line break');
    expect(code).toBe(3);
  });

  test('of a kubeconfig', async () => {
    const { text, code } = await told(fluxV2(), (env, folder) => withUser(env, folder, { token: wrapped }));
    expectNoPiece(text);
    expect(code).toBe(3);
  });

  test('of a credential plugin', async () => {
    const { text, code } = await told(fluxV2(), async (env, folder) => {
      const version = 'client.authentication.k8s.io/v1';
      const answer = { kind: 'ExecCredential', apiVersion: version, status: { token: wrapped } };
      const command = join(folder, 'plugin');
      await writeFile(command, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer)}\nEND\n`);
      await chmod(command, 0o700);
      await withUser(env, folder, { exec: { apiVersion: version, command, interactiveMode: 'Never' } });
    });
    expectNoPiece(text);
    expect(code).toBe(3);
  });

  const answered = (host: string, body: object, path?: RegExp): Fault => ({
    host,
    ...(path !== undefined && { path }),
    from: 'outside',
    answer: { kind: 'status', status: 200, body },
  });
  const access = { access_token: wrapped, token_type: 'Bearer', expires_in: 3600 };
  test.each<[string, Fault]>([
    ['STS', answered('sts.googleapis.com', access)],
    ['the OAuth endpoint', answered('oauth2.googleapis.com', access)],
    [
      'IAM Credentials',
      answered('iamcredentials.googleapis.com', { accessToken: wrapped, expireTime: '2030-01-01T00:00:00Z' }),
    ],
    ['the registry', answered('europe-west1-docker.pkg.dev', { token: wrapped }, /^\/v2\/token/)],
    ['the API server', answered('kubernetes', { kind: 'TokenRequest', status: { token: wrapped } }, /\/token$/)],
  ])('of %s', async (_, fault) => {
    const world = fluxV2();
    world.faults.push(fault);
    const { text, code } = await told(world);
    expectNoPiece(text);
    expect([0, 3]).toContain(code);
  });

  test('that an error document quotes', async () => {
    const world = fluxV2();
    const message = `Invalid token: ${lines.join(' and ')}`;
    // The doctor holds it: it is the kubeconfig's, and the API server quotes it back.
    world.faults.push({
      host: 'kubernetes',
      from: 'outside',
      answer: {
        kind: 'status',
        status: 401,
        body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 401, reason: 'Unauthorized', message },
      },
    });
    const { text } = await told(world, (env, folder) => withUser(env, folder, { token: lines.join('.') }));
    expectNoPiece(text);
  });
});
