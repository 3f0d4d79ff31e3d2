import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/chain/report.ts';
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import { runBinary } from './doctor.ts';
import { reportOf, start } from './running.ts';

let folder: string;
let sandbox: Sandbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux-wi-surroundings-'));
  sandbox = await serveSandbox(worldOf('binding-wrong-namespace'));
});

afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

describe('where the report goes', () => {
  test('to a file and the screen at once', async () => {
    const file = join(folder, 'report.json');
    const ran = await runBinary(['doctor', '-o', `json=${file}`, '-o', 'text'], sandbox.env);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('Broken: ');
    const saved = reportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(saved.rootCause?.code).toBe('binding-wrong-namespace');
  });

  test('to a file alone: nothing on the screen, the same exit code', async () => {
    const ran = await runBinary(['doctor', '-o', `json=${join(folder, 'alone.json')}`], sandbox.env);
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([1, '', '']);
  });

  test('to a file that cannot be written: said, and the screen has it all the same', async () => {
    const file = join(folder, 'no', 'such', 'folder.json');
    const ran = await runBinary(['doctor', '-o', `json=${file}`, '-o', 'text'], sandbox.env);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(file);
    expect(ran.stdout).toContain('Broken: ');
  });

  test('to a reader who has gone away', async () => {
    const doctor = start(['doctor', '-o', 'json'], sandbox.env);
    doctor.stopReading();
    const ran = await doctor.ended;
    expect([ran.code, ran.signal, ran.stderr]).toEqual([1, null, '']);
  });
});

describe('where the program runs', () => {
  test('without a home folder', async () => {
    const { HOME: _, ...env } = { HOME: '', ...sandbox.env };
    const ran = await runBinary(['doctor', '-o', 'json'], { ...env, HOME: '' });
    expect(reportOf(ran).rootCause?.code).toBe('binding-wrong-namespace');
  });

  test('with nothing at all: no kubeconfig, and a document that says so', async () => {
    const home = join(folder, 'home');
    await mkdir(home);
    const ran = await runBinary(['doctor', '-o', 'json'], { HOME: home });
    expect([ran.code, reportOf(ran).suspect?.code]).toEqual([3, 'kubeconfig-invalid']);
  });

  test.each([
    ['no YAML', '{{{'],
    ['a list', '- a\n- b\n'],
    ['empty', ''],
    ['of another kind', 'apiVersion: v1\nkind: ConfigMap\n'],
    [
      'with a context that leads nowhere',
      'apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts: [{name: a, context: {cluster: b, user: c}}]\n',
    ],
  ])('a kubeconfig that is %s', async (name, content) => {
    const file = join(folder, name.replaceAll(' ', '-'));
    await writeFile(file, content);
    const ran = await runBinary(['doctor', '-o', 'json'], { ...sandbox.env, KUBECONFIG: file });
    expect([ran.code, reportOf(ran).suspect?.code]).toEqual([3, 'kubeconfig-invalid']);
    const flagged = await runBinary(['doctor', '-o', 'json', '--kubeconfig', file, '--all-contexts'], sandbox.env);
    expect(flagged.code).toBe(3);
  });

  test('a kubeconfig that is a folder, or may not be read', async () => {
    const closed = join(folder, 'closed');
    await writeFile(closed, await readFile(sandbox.env['KUBECONFIG'] ?? ''));
    await chmod(closed, 0o000);
    for (const KUBECONFIG of process.getuid?.() === 0 ? [folder] : [folder, closed]) {
      const ran = await runBinary(['doctor', '-o', 'json'], { ...sandbox.env, KUBECONFIG });
      expect([ran.code, reportOf(ran).suspect?.code]).toEqual([3, 'kubeconfig-invalid']);
    }
  });

  test('a --kubeconfig that is not there is wrong usage', async () => {
    const ran = await runBinary(['doctor', '--kubeconfig', join(folder, 'nowhere')], sandbox.env);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
  });
});
