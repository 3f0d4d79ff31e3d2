/**
 * `npm run scenario NAME [-- FLAGS OF DOCTOR]`: runs the doctor of these sources on a scenario and prints its report.
 * A pattern (`binding-*`) runs every scenario that it matches, one line each. Exit code 1: a verdict is not the expected.
 */

import { matchesGlob } from 'node:path';
import { inspect } from 'node:util';
import { reportSchema } from '../../src/chain/report.ts';
import { renderText } from '../../src/output/text.ts';
import { paper } from '../../src/output/screen.ts';
import { scenarios, worldOf } from '../../src/sandbox/scenarios/index.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Scenario } from '../../src/sandbox/world.ts';
import { causeOf, draftOf } from './cause.ts';
import { runInProcess } from './in-process.ts';

const [pattern = '', ...flags] = process.argv.slice(2);
const wanted = scenarios.filter(({ id }) => matchesGlob(id, pattern));
if (wanted.length === 0) {
  console.error(
    `no scenario matches ${JSON.stringify(pattern)}; these are there:\n${scenarios.map(({ id }) => id).join('\n')}`,
  );
  process.exit(2);
}
let wrong = 0;
for (const scenario of wanted) {
  const { told, document, draft } = await diagnose(scenario);
  const { verdict, code } = scenario.expect;
  const right = told === `${verdict} ${code}`;
  if (!right) wrong += 1;
  if (wanted.length === 1) console.log(document);
  if (right && code !== null && scenario.expect.blames === undefined)
    console.log(`It states no cause yet. As the doctor tells it:\n${draft}`);
  console.log(
    `${right ? 'as expected' : 'NOT AS EXPECTED'}  ${scenario.id}: ${told}${right ? '' : `, expected ${verdict} ${code}`}`,
  );
}
process.exit(wrong === 0 ? 0 : 1);

async function diagnose({
  id,
}: Scenario): Promise<{ readonly told: string; readonly document: string; readonly draft: string }> {
  const sandbox = await serveSandbox(worldOf(id));
  try {
    await sandbox.settle();
    const { stdout, stderr } = await runInProcess(['doctor', '-o', 'json', ...flags], sandbox.env);
    if (stdout === '') return { told: 'no document', document: stderr, draft: '' };
    const report = reportSchema.parse(JSON.parse(stdout));
    const code = (report.rootCause ?? report.suspect)?.code ?? null;
    const cause = causeOf(report);
    return {
      told: `${report.verdict} ${code}`,
      document: `${stderr}${renderText(report, paper)}`,
      draft: cause === null ? '' : inspect(draftOf(cause), { breakLength: 110 }),
    };
  } finally {
    await sandbox.close();
  }
}
