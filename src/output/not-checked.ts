/** What could not be looked at: what the caller may not read. */

import type { Report } from '../chain/report.ts';
import { oneLine } from './one-line.ts';
import { allFindings } from './report-reading.ts';

const shown = 2;

/** The last part of a resource's name, with what it is: `serviceAccounts/flux@acme.iam…`. */
function shortName(resource: string | null): string {
  return (resource ?? 'something').split('/').slice(-2).join('/');
}

/** In one sentence; `null` where nothing was left out. What the headline says (`told`, by code) is not said again. */
export function notChecked(report: Report, told: ReadonlySet<string>): string | null {
  const gaps = new Set<string>();
  for (const { finding, check } of allFindings(report)) {
    if (check.status === 'broken' || told.has(finding.code)) continue;
    const { args } = finding;
    const resource = typeof args['resource'] === 'string' ? args['resource'] : null;
    if (finding.code === 'google-permission-missing')
      gaps.add(`${shortName(resource)} (you lack ${String(args['permission'])})`);
    if (finding.code === 'kubernetes-permission-missing')
      gaps.add(`${resource} (you may not ${String(args['verb'])} them)`);
  }
  if (gaps.size === 0) return null;
  const rest = gaps.size - shown;
  return oneLine(`not checked: ${[...gaps].slice(0, shown).join('; ')}${rest > 0 ? `; and ${rest} more (-v)` : ''}`);
}
