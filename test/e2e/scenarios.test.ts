import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/chain/report.ts';
import { scenarios, worldOf } from '../../src/sandbox/scenarios/index.ts';
import { diagnose } from './doctor.ts';

const exitCodes = { healthy: 0, broken: 1, inconclusive: 3 } as const;

/** Codes of all findings that are blamed, and of the warnings. */
function told(report: Report) {
  const checks = [...report.clusters.flatMap((one) => one.checks), ...report.identities.flatMap((one) => one.checks)];
  const codesOf = (status: string) =>
    [
      ...new Set(
        checks.filter((check) => check.status === status).flatMap((check) => check.findings.map((one) => one.code)),
      ),
    ].sort();
  return { broken: codesOf('broken'), warns: codesOf('warn'), unknowns: codesOf('unknown') };
}

describe('each scenario is judged right', () => {
  test.concurrent.each(scenarios.map((one) => [one.id, one] as const))('%s', async (id, { expect: wanted }) => {
    const { code, report } = await diagnose(worldOf(id));
    const cause = report.rootCause ?? report.suspect;
    expect({ verdict: report.verdict, code: cause?.code ?? null, exit: code }).toEqual({
      verdict: wanted.verdict,
      code: wanted.code,
      exit: exitCodes[wanted.verdict],
    });
    const { broken, warns, unknowns } = told(report);
    // Nothing else is blamed.
    const blamed =
      wanted.verdict === 'broken' && wanted.code !== null ? [wanted.code, ...(wanted.others ?? [])].sort() : [];
    expect(broken).toEqual(blamed);
    expect(unknowns).toEqual(expect.arrayContaining([...(wanted.unknowns ?? [])]));
    expect(warns).toEqual(expect.arrayContaining([...(wanted.warns ?? [])]));
    if (wanted.verdict === 'healthy') expect(warns).toEqual([...(wanted.warns ?? [])].sort());
  });
});
