/** What stands beside the root cause: other causes, warnings by kind, and the identities that are well. */

import type { Report, ReportIdentity } from '../chain/report.ts';
import { signs } from './meaning.ts';
import { notScanningCodes } from './not-scanning.ts';
import { oneLine } from './one-line.ts';
import type { Problem, Problems } from './problems.ts';
import { identityName } from './report-reading.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { affected, comparison } from './text-cause.ts';
import { paste } from './text-fixes.ts';
import { hang } from './wrap.ts';

/** More healthy identities than these are told in one line. */
const healthyInFull = 6;
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
  const groups = Map.groupBy(
    all.filter(({ finding }) => report.verdict !== 'healthy' || !notScanningCodes.has(finding.code)),
    ({ finding }) => finding.code,
  );
  return [...groups].flatMap(([code, group]) => {
    const more = group.length > 1 ? ` (and ${group.length - 1} more like it)` : '';
    const text = `Warning: ${group[0]?.finding.summary ?? ''}${more} · ${code}`;
    return hang(`${paint('status.warn', signs.warn, screen)} `, oneLine(text), screen.columns);
  });
}

/** A healthy identity is one line; many are one line together. */
export function healthyIdentities(report: Report, screen: Screen): string[] {
  const healthy = report.identities.filter(({ verdict }) => verdict === 'healthy');
  if (report.identities.length === 1) return [];
  const sign = `${paint('status.pass', signs.pass, screen)} `;
  if (healthy.length <= healthyInFull)
    return healthy.flatMap((identity) => hang(sign, oneLine(aLine(identity, report)), screen.columns));
  const names = healthy.map(({ id }) => identityName(id, report));
  const listed =
    names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`;
  return hang(sign, oneLine(`${healthy.length} identities healthy: ${listed}`), screen.columns);
}

function aLine(identity: ReportIdentity, report: Report): string {
  const images = identity.targets.length;
  const gsa = identity.gsa === null ? '' : ` → ${identity.gsa}`;
  return `${identityName(identity.id, report)}${gsa} · ${images === 1 ? '1 image' : `${images} images`} · ${verifiedBy(identity.provedAs)}`;
}

/** How a token was had, in words for the reader. */
export function verifiedBy(way: ReportIdentity['provedAs']): string {
  switch (way) {
    case 'workload':
      return 'verified by impersonating as the workload';
    case 'pod':
      return 'verified in the pod';
    case 'operator':
      return 'verified with your own credentials';
    case 'none':
      return 'not verified';
    default:
      return way satisfies never;
  }
}
