/** A KSA that names no GSA, or none that exists: which one was meant is looked for, and said to be a candidate. */

import { describe, expect, test } from 'vitest';
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import { acme } from '../../src/sandbox/worlds/flux-v2.ts';
import { ask } from './asked.ts';
import { diagnose } from './doctor.ts';

const { gsa } = acme;
const other = 'flux-images@acme-prod.iam.gserviceaccount.com';

/** The first fix of the root cause, and what should stand there. */
async function told(scenario: string, args: readonly string[] = []) {
  const { report } = await diagnose(worldOf(scenario), args);
  const found = report.identities
    .flatMap((one) => one.checks)
    .flatMap((check) => check.findings)
    .find((one) => one.code === report.rootCause?.code);
  return { command: found?.fixes[0]?.command ?? '', expected: found?.expected ?? '', fixes: found?.fixes ?? [] };
}

describe('the GSA that a KSA was meant to name', () => {
  test('is the one whose policy names the KSA: filled in, and said to be a candidate', async () => {
    const { command, expected } = await told('ksa-annotation-missing');
    expect(command).toContain(`gcp-service-account=${gsa}`);
    expect(expected).toContain(`${gsa} (candidate: its policy names this ServiceAccount)`);
  });

  test('is asked for where two are bound, and both are told', async () => {
    const { command, expected } = await told('ksa-annotation-missing-two-bound');
    expect(command).toContain('GSA=');
    for (const one of [gsa, other]) expect(expected).toContain(one);
  });

  test('is asked for where nothing tells', async () => {
    const { command, expected } = await told('ksa-annotation-missing-none-bound');
    expect(command).toContain('GSA=');
    expect(expected).toContain('NAME@PROJECT.iam.gserviceaccount.com');
  });

  test('is what the KSA was applied with before', async () => {
    const { command, expected } = await told('ksa-annotation-taken-off');
    expect(command).toContain(`gcp-service-account=${gsa}`);
    expect(expected).toContain('was last applied with it');
  });

  test('is what the caller says', async () => {
    const { command, expected } = await told('ksa-annotation-missing-two-bound', ['--gsa', other]);
    expect(command).toContain(`gcp-service-account=${other}`);
    expect(expected).not.toContain('candidate');
  });

  test('comes before an account that is yet to be made', async () => {
    const { command, fixes } = await told('gsa-not-found-other-bound');
    expect(command).toContain(`gcp-service-account=${gsa}`);
    expect(fixes.some((fix) => fix.command.includes('service-accounts create registry-puller'))).toBe(true);
  });

  test('is not looked for where the registry takes the KSA itself, nor where all is well', async () => {
    for (const scenario of ['healthy-direct', 'healthy']) {
      const { requests, report } = await ask(worldOf(scenario));
      expect(report.verdict).toBe('healthy');
      expect(requests.filter(({ path }) => /\/serviceAccounts(?:\?|$)/.test(path))).toEqual([]);
    }
  });
});

test.each(['other-ksa-of-cron-job', 'other-ksa-scaled-to-zero', 'other-ksa-bound-elsewhere'])(
  '%s: the account of another program is never offered to Flux',
  async (scenario) => {
    const { report } = await diagnose(worldOf(scenario));
    const text = JSON.stringify(report.identities.flatMap((one) => one.checks).flatMap((check) => check.findings));
    expect(text).not.toMatch(/image-janitor|image-cache|billing@/);
  },
);
