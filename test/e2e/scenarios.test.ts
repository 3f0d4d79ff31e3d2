import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/chain/report.ts';
import { scenarios, worldOf } from '../../src/sandbox/scenarios/index.ts';
import type { Expected } from '../../src/sandbox/world.ts';
import { causeOf, deedOf } from '../harness/cause.ts';
import { unconditionalRows, held, unknownMethods } from '../harness/permitted-calls.ts';
import { findingOf } from '../../src/output/report-reading.ts';
import { diagnose } from './doctor.ts';

const exitCodes = { healthy: 0, broken: 1, inconclusive: 3 } as const;

/** Codes of all findings that are blamed, and of the warnings. */
function told(report: Report) {
  const checks = allChecks(report);
  const codesOf = (status: string) =>
    [
      ...new Set(
        checks.filter((check) => check.status === status).flatMap((check) => check.findings.map((one) => one.code)),
      ),
    ].sort();
  return { broken: codesOf('broken'), warns: codesOf('warn'), unknowns: codesOf('unknown') };
}

/** The cause as the scenario states it: what is blamed, what is offered first, and what stands on the screen. */
function says(report: Report, { blames, repair, says: words }: Expected): void {
  const cause = causeOf(report);
  if (cause === null || blames === undefined)
    throw new Error('a scenario with a cause states what is blamed: `npm run scenario NAME` drafts it');
  expect(cause.names).toMatchObject(blames);
  expect(cause.fix?.tool).toBe(repair?.tool);
  const deed = cause.fix === null ? '' : deedOf(cause.fix);
  expect(
    (repair?.does ?? []).filter((phrase) => !deed.includes(phrase)),
    deed,
  ).toEqual([]);
  expect(
    (words ?? []).filter((word) => !cause.words.includes(word)),
    cause.words,
  ).toEqual([]);
}

/** Rows of the permission table that some scenario had reason to ask for. */
const asked = new Set<string>();

/** Checks that stand without a reason which a program can read. */
function reasonless(report: Report): readonly string[] {
  const ids = new Set(allChecks(report).map(({ id }) => id));
  return allChecks(report)
    .filter(({ status, findings, blockedBy }) => {
      if (status === 'blocked') return blockedBy === null || !ids.has(blockedBy);
      return (status === 'warn' || status === 'broken' || status === 'unknown') && findings.length === 0;
    })
    .map(({ id, status }) => `${id} is ${status}`);
}

function allChecks(report: Report) {
  return [...report.clusters.flatMap((one) => one.checks), ...report.identities.flatMap((one) => one.checks)];
}

describe('each scenario is judged right', () => {
  test.concurrent.each(scenarios.map((one) => [one.id, one] as const))('%s', async (id, { expect: wanted }) => {
    const { code, report, requests } = await diagnose(worldOf(id));
    for (const row of held(requests).rows) asked.add(row);
    const cause = report.rootCause ?? report.suspect;
    expect({ verdict: report.verdict, code: cause?.code ?? null, exit: code }).toEqual({
      verdict: wanted.verdict,
      code: wanted.code,
      exit: exitCodes[wanted.verdict],
    });
    if (wanted.code !== null) says(report, wanted);
    expect(reasonless(report)).toEqual([]);
    expect(cause === null || findingOf(report, cause) !== null).toBe(true);
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

describe('the table of permissions', () => {
  test('each of its methods has a request by which it is known', () => {
    expect(unknownMethods()).toEqual([]);
  });

  test('holds nothing that no scenario asks for', () => {
    expect(unconditionalRows().filter((row) => !asked.has(row))).toEqual([]);
  });
});
