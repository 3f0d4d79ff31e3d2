/** What a person sees of a broken chain: images that Flux no longer scans. */

import type { Report, ReportIdentity } from '../chain/report.ts';
import { ageAt } from './age.ts';

type ScanObject = ReportIdentity['targets'][number]['objects'][number];

/**
 * The objects of these identities that Flux reports as failing, in one sentence; `null` where it reports none, for
 * then nothing is known to have stopped.
 */
export function symptomOf(report: Report, identities: readonly string[]): string | null {
  const objects = report.identities
    .filter(({ id }) => identities.includes(id))
    .flatMap(({ targets }) => targets.flatMap((target) => target.objects));
  const failing = objects.filter(({ ready }) => ready === false);
  const [first] = failing;
  if (first === undefined) return null;
  if (failing.length === 1) return one(first, report.startedAt);
  const scanned = failing.filter(({ lastScan }) => lastScan !== null).toSorted(byScan);
  const age = ageAt(scanned[0]?.lastScan ?? null, report.startedAt);
  const since = age === null ? '' : `, the oldest for ${age}`;
  return `${failing.length} of ${objects.length} objects fail to scan${since} (${nameOf(first)} and ${failing.length - 1} more)`;
}

function one(object: ScanObject, now: string): string {
  const age = ageAt(object.lastScan, now);
  return age === null ? `${nameOf(object)} fails to scan` : `${nameOf(object)} has not been scanned for ${age}`;
}

function nameOf({ kind, namespace, name }: ScanObject): string {
  return kind === 'ImageRepository' ? `${namespace}/${name}` : `${kind} ${namespace}/${name}`;
}

function byScan(one: ScanObject, other: ScanObject): number {
  return (one.lastScan ?? '').localeCompare(other.lastScan ?? '');
}
