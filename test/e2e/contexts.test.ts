import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import type { World } from '../../src/sandbox/world.ts';
import { acme, fluxV2 } from '../../src/sandbox/worlds/flux-v2.ts';
import { runBinary } from './doctor.ts';
import { reportOf } from './running.ts';

interface Kubeconfig {
  clusters: { name: string }[];
  users: { name: string }[];
  contexts: { name: string; context: { cluster: string; user: string } }[];
}

/** A second cluster of the same project, whose KSA someone has deleted. */
function withoutKsa(): World {
  const world = fluxV2();
  world.cluster.objects = world.cluster.objects.filter(
    ({ kind, metadata }) => !(kind === 'ServiceAccount' && metadata.name === acme.controller),
  );
  return world;
}

let folder: string;
let well: Sandbox;
let ill: Sandbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux-wi-contexts-'));
  [well, ill] = await Promise.all([serveSandbox(fluxV2()), serveSandbox(withoutKsa())]);
});

afterAll(async () => {
  await Promise.all([well.close(), ill.close()]);
  await rm(folder, { recursive: true });
});

/** One file for each sandbox, as people keep them; Google is the one of the first. */
async function env(): Promise<Record<string, string>> {
  const files = await Promise.all([write('well', well), write('ill', ill)]);
  return { ...well.env, KUBECONFIG: files.join(':') };
}

async function write(name: string, sandbox: Sandbox): Promise<string> {
  const config = parse(await readFile(sandbox.env['KUBECONFIG'] ?? '', 'utf8')) as Kubeconfig;
  for (const one of [...config.clusters, ...config.users]) one.name = name;
  for (const one of config.contexts) Object.assign(one, { name, context: { cluster: name, user: name } });
  const file = join(folder, name);
  await writeFile(file, stringify({ ...config, 'current-context': name }));
  return file;
}

describe('several contexts', () => {
  test.each(['--context well --context ill', '--all-contexts'])(
    '%s: each its own verdict; the worst leads',
    async (args) => {
      const ran = await runBinary(['doctor', '-o', 'json', ...args.split(' ')], await env());
      const report = reportOf(ran);
      expect(ran.code).toBe(1);
      expect(report.clusters.map(({ context }) => context).sort()).toEqual(['ill', 'well']);
      expect(Object.fromEntries(report.identities.map(({ id, verdict }) => [id, verdict]))).toEqual({
        [`well/flux-system/${acme.controller}`]: 'healthy',
        [`ill/flux-system/${acme.controller}`]: 'broken',
      });
      expect(report.rootCause).toMatchObject({
        code: 'ksa-not-found',
        identity: `ill/flux-system/${acme.controller}`,
      });
    },
  );

  test('the current one alone, where none is named', async () => {
    const ran = await runBinary(['doctor', '-o', 'json'], await env());
    expect(ran.code).toBe(0);
    expect(reportOf(ran).clusters.map(({ context }) => context)).toEqual(['well']);
  });

  test('one named twice is asked once', async () => {
    const ran = await runBinary(['doctor', '-o', 'json', '--context', 'well', '--context', 'well'], await env());
    expect(reportOf(ran).identities.map(({ id }) => id)).toEqual([`well/flux-system/${acme.controller}`]);
  });

  test('one that is not there: wrong usage, with the nearest that is', async () => {
    const ran = await runBinary(['doctor', '-o', 'json', '--context', 'wel'], await env());
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('did you mean');
    expect(ran.stderr).toContain('well');
  });

  test('--all-contexts says how many log-in programs it starts', async () => {
    const file = await write('plugged', well);
    const config = parse(await readFile(file, 'utf8')) as { users: { user: { token?: string; exec?: object } }[] };
    for (const { user } of config.users) {
      const status = {
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        status: { token: user.token },
      };
      delete user.token;
      user.exec = {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: 'echo',
        args: [JSON.stringify(status)],
        interactiveMode: 'Never',
      };
    }
    await writeFile(file, stringify(config));
    const all = await env();
    const ran = await runBinary(['doctor', '-o', 'json', '--all-contexts'], {
      ...all,
      KUBECONFIG: `${all['KUBECONFIG']}:${file}`,
    });
    expect(ran.stderr).toBe('flux-wi: 3 contexts are asked, which starts one credential plugin\n');
    const plugged = reportOf(ran).identities.find(({ id }) => id.startsWith('plugged/'));
    expect(plugged?.verdict).toBe('healthy');
  });

  test('a cluster that does not answer takes nothing from the others', async () => {
    const dead = join(folder, 'dead');
    const config = parse(await readFile(await write('dead', well), 'utf8')) as {
      clusters: { cluster: { server: string } }[];
    };
    for (const { cluster } of config.clusters) cluster.server = 'https://127.0.0.1:1';
    await writeFile(dead, stringify(config));
    const all = await env();
    const ran = await runBinary(['doctor', '-o', 'json', '--context', 'well', '--context', 'dead'], {
      ...all,
      KUBECONFIG: `${all['KUBECONFIG']}:${dead}`,
    });
    const report = reportOf(ran);
    expect([ran.code, report.verdict]).toEqual([3, 'inconclusive']);
    expect(report.suspect?.code).toBe('cluster-unreachable');
    expect(report.identities.map(({ verdict }) => verdict)).toEqual(['healthy']);
  });
});
