/** What stands beside the root cause, in sentences: warnings by kind, and the identities that are healthy. */

import type { Report, ReportIdentity } from '../chain/report.ts';
import { notScanningCodes } from './not-scanning.ts';
import { oneLine } from './one-line.ts';
import type { Problem } from './problems.ts';
import { identityName } from './report-reading.ts';

/** More healthy identities than these are told in one line. */
const healthyInFull = 6;
const namesShown = 12;

/** One sentence for each kind of warning. */
export function warningSentences(warnings: readonly Problem[], report: Report): string[] {
  const groups = Map.groupBy(
    warnings.filter(({ finding }) => report.verdict !== 'healthy' || !notScanningCodes.has(finding.code)),
    ({ finding }) => finding.code,
  );
  return [...groups].map(([code, group]) => {
    const more = group.length > 1 ? ` (and ${group.length - 1} more like it)` : '';
    return oneLine(`Warning: ${group[0]?.finding.summary ?? ''}${more} · ${code}`);
  });
}

/** Of a run with one identity the headline says it already. */
export function healthySentences(report: Report): string[] {
  const healthy = report.identities.filter(({ verdict }) => verdict === 'healthy');
  if (report.identities.length === 1) return [];
  if (healthy.length <= healthyInFull) return healthy.map((identity) => oneLine(sentence(identity, report)));
  const names = healthy.map(({ id }) => identityName(id, report));
  const rest = names.length - namesShown;
  const listed = names.slice(0, namesShown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return [oneLine(`${healthy.length} identities healthy: ${listed}`)];
}

function sentence(identity: ReportIdentity, report: Report): string {
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
