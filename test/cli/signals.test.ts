import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/chain/report.ts';
import { inTerminal } from '../ui/terminal.ts';
import { binary, start } from './binary.ts';

/** An API server that takes a call and never answers: the run hangs where it is until a signal comes. */
let silent: ReturnType<typeof createServer>;
let folder: string;
let kubeconfig: string;
const sockets = new Set<Socket>();

beforeEach(async () => {
  silent = createServer((socket) => sockets.add(socket.on('error', () => {})));
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  folder = mkdtempSync(join(tmpdir(), 'flux-wi-signals-'));
  kubeconfig = join(folder, 'config');
  const cluster = { name: 'c', cluster: { server: `http://127.0.0.1:${port}` } };
  const context = { name: 'silent', context: { cluster: 'c', user: 'u' } };
  const user = { name: 'u', user: { token: 'sandbox' } };
  writeFileSync(
    kubeconfig,
    JSON.stringify({ 'current-context': 'silent', clusters: [cluster], contexts: [context], users: [user] }),
  );
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  await rm(folder, { recursive: true });
});

describe('the first signal ends the run, with a document of what was known', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s', async (signal, expected) => {
    const doctor = start(['doctor', '-o', 'json', '--kubeconfig', kubeconfig]);
    await once(silent, 'connection');
    doctor.child.kill(signal);
    const { code, stdout } = await doctor.ended;
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report.interrupted).toBe(signal);
    expect(report.verdict).toBe('inconclusive');
    expect(code).toBe(expected);
  });

  test('and a text says that it was cut short', async () => {
    const doctor = start(['doctor', '--kubeconfig', kubeconfig]);
    await once(silent, 'connection');
    doctor.child.kill('SIGINT');
    expect((await doctor.ended).stdout.replace(/\s+/g, ' ')).toContain('cut short: SIGINT');
  });
});

test('Ctrl-C in a terminal takes the live picture away and leaves what was known', async () => {
  const terminal = inTerminal([process.execPath, binary, 'doctor', '--kubeconfig', kubeconfig], {
    columns: 80,
    rows: 24,
  });
  await terminal.until((screen) => screen.includes('Ctrl-C stops'));
  terminal.type('\x03');
  expect(await terminal.exit).toBe(130);
  expect(terminal.screen().replace(/\s+/g, ' ')).toContain('cut short: SIGINT');
  expect(terminal.screen()).not.toContain('Ctrl-C stops');
});

test('a run that comes to its own end in time is not cut short by its time-out', async () => {
  const doctor = start(['doctor', '-o', 'json', '--timeout', '1s', '--kubeconfig', kubeconfig]);
  const { code, stdout } = await doctor.ended;
  expect(reportSchema.parse(JSON.parse(stdout)).verdict).toBe('inconclusive');
  expect(code).toBe(3);
});
