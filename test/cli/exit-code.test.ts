import { describe, expect, test } from 'vitest';
import { finding } from '../../src/chain/vocabulary.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import { crashReport, emptyReport } from '../../src/cli/crash-report.ts';
import { reportSchema } from '../../src/chain/report.ts';
import { aReport, anIdentity, broken, chainWith, found, healthy, inconclusive } from '../output/reports.ts';

const suspended = finding('scan-suspended', { kind: 'ImageRepository', namespace: 'a', name: 'b' });
const warned = aReport({
  identities: [anIdentity('a', { checks: chainWith(found('scan-status', 'scan', 'warn', suspended)) })],
});

describe('the exit code of a report', () => {
  test.each([
    ['healthy', healthy(), 0, 0, 0],
    ['healthy with a warning', warned, 0, 0, 1],
    ['broken', broken(), 1, 1, 1],
    ['inconclusive', inconclusive(), 0, 3, 3],
    ['of a run that found nothing', emptyReport(false, 0, 0), 3, 3, 3],
    ['stopped by Ctrl-C', aReport({ interrupted: 'SIGINT' }), 130, 130, 130],
    ['terminated while broken', { ...broken(), interrupted: 'SIGTERM' }, 143, 143, 143],
    ['cut short by its own time-out', { ...inconclusive(), interrupted: 'timeout' }, 0, 3, 3],
    ['a crash of ours', crashReport(new TypeError('x'), healthy()), 4, 4, 4],
  ] as const)('%s', (_, report, broken, unknown, warn) => {
    expect(exitCode(report, 'broken')).toBe(broken);
    expect(exitCode(report, 'unknown')).toBe(unknown);
    expect(exitCode(report, 'warn')).toBe(warn);
  });
});

test('a crash keeps what was known, and is a valid report that names the fault', () => {
  const report = reportSchema.parse(crashReport(new TypeError('cannot read x'), broken()));
  expect(report.verdict).toBe('broken');
  expect(report.rootCause?.code).toBe('binding-wrong-namespace');
  expect(JSON.stringify(report)).toContain('cannot read x');
});

test('a crash before anything was known is a valid report too', () => {
  const report = reportSchema.parse(crashReport('thrown text', emptyReport(false, 0, 0)));
  expect(report.suspect?.code).toBe('internal-error');
  expect(report.verdict).toBe('inconclusive');
});
