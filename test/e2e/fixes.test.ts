/** What a fix offers can work, and touches what it must and no more. */

import { describe, expect, test } from 'vitest';
import type { ReportFix } from '../../src/chain/report.ts';
import { worldOf } from '../../src/sandbox/scenarios/index.ts';
import { diagnose } from './doctor.ts';

/** The fixes of the root cause. */
async function fixesOf(scenario: string): Promise<readonly ReportFix[]> {
  const { report } = await diagnose(worldOf(scenario));
  const found = report.identities
    .flatMap((one) => one.checks)
    .flatMap((check) => check.findings)
    .find((one) => one.code === report.rootCause?.code);
  return found?.fixes ?? [];
}

describe('grants', () => {
  test('to an account that was made anew are written where the old one stands, and the old one is removed there', async () => {
    const fixes = await fixesOf('gsa-recreated');
    expect(fixes[0]?.command).toMatch(/^gcloud artifacts repositories add-iam-policy-binding apps /);
    const removal = fixes.find((fix) => fix.command.includes('remove-iam-policy-binding'));
    expect(removal?.command).toMatch(
      /^gcloud artifacts repositories remove-iam-policy-binding apps .*deleted:serviceAccount:/,
    );
  });

  test.each(['binding-principal-by-project-id', 'binding-swapped', 'binding-stale-principal'])(
    '%s: the wrong member is removed from the account, in a second step',
    async (scenario) => {
      const fixes = await fixesOf(scenario);
      expect(fixes[0]?.command).toContain('add-iam-policy-binding');
      const removal = fixes.find((fix) => fix.command.includes('remove-iam-policy-binding'));
      expect(removal).toMatchObject({ kind: 'ask-first', title: expect.stringContaining('matches nothing') as string });
    },
  );

  test('that can match nobody are removed from a repository too', async () => {
    const fixes = await fixesOf('direct-reader-by-project-id');
    expect(fixes.map((fix) => fix.command).join('\n')).toMatch(
      /gcloud artifacts repositories remove-iam-policy-binding apps /,
    );
  });
});
