/** What stands beside the root cause: other causes, warnings by kind, and the identities that are well. */

import type { Report } from '../chain/report.ts';
import { signs } from './meaning.ts';
import { oneLine } from './one-line.ts';
import type { Problem, Problems } from './problems.ts';
import { healthySentences, warningSentences } from './rest.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { affected, comparison } from './text-cause.ts';
import { paste } from './text-fixes.ts';
import { hang } from './wrap.ts';

const othersInFull = 4;

export function otherCauses({ otherCauses: causes }: Problems, report: Report, screen: Screen): string[] {
  const lines = causes
    .slice(0, othersInFull)
    .flatMap((cause, at) => [
      ...(at === 0 ? [] : ['']),
      ...hang(
        `${paint('status.broken', signs.broken, screen)} `,
        oneLine(`Also broken: ${cause.finding.summary}`),
        screen.columns,
      ),
      ...comparison(cause, screen),
      ...affected(cause, report, screen),
      ...firstCommand(cause, screen),
    ]);
  const rest = causes.length - othersInFull;
  return rest > 0 ? [...lines, paint('quiet', `  and ${rest} more causes: -v`, screen)] : lines;
}

function firstCommand({ finding }: Problem, screen: Screen): string[] {
  const fix = finding.fixes.find(({ kind }) => kind === 'now') ?? finding.fixes[0];
  return fix === undefined ? [] : paste(fix.command, screen);
}

/** One line for each kind of warning. */
export function warnings({ warnings: all }: Problems, report: Report, screen: Screen): string[] {
  return warningSentences(all, report).flatMap((text) =>
    hang(`${paint('status.warn', signs.warn, screen)} `, text, screen.columns),
  );
}

/** A healthy identity is one line; many are one line together. */
export function healthyIdentities(report: Report, screen: Screen): string[] {
  const sign = `${paint('status.pass', signs.pass, screen)} `;
  return healthySentences(report).flatMap((text) => hang(sign, text, screen.columns));
}
