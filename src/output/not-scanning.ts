/** Flux that does not scan although its identity may: one line for all such objects. */

import type { Report } from '../chain/report.ts';
import { allFindings } from './report-reading.ts';

const words: Readonly<Record<string, string>> = {
  'scan-suspended': 'suspended',
  'scan-disabled': 'with scanning switched off',
  'scan-stale': 'not scanned for longer than they should be',
};

/** Codes that `notScanning` tells of, and no other line need repeat. */
export const notScanningCodes: ReadonlySet<string> = new Set(Object.keys(words));

/** `Flux is not scanning: 2 of 5 images suspended`; `null` where all are scanned. */
export function notScanning(report: Report): string | null {
  const total = report.identities.reduce((sum, { targets }) => sum + targets.length, 0);
  const targets = new Map<string, Set<string>>();
  for (const { finding, check } of allFindings(report)) {
    if (check.status !== 'warn' || words[finding.code] === undefined) continue;
    const known = targets.get(finding.code) ?? new Set();
    targets.set(finding.code, known.add(check.target ?? JSON.stringify(finding.args)));
  }
  if (targets.size === 0) return null;
  const told = [...targets].map(([code, which]) =>
    code === 'scan-disabled' ? 'scanning is switched off' : `${which.size} of ${total} images ${words[code]}`,
  );
  return `Flux is not scanning: ${told.join(', ')}`;
}
