/** The first lines of every output: what is the matter, with which object, where. */

import type { Report } from '../chain/report.ts';
import { traitsOf } from '../findings/describe.ts';
import { notScanning } from './not-scanning.ts';
import { oneLine } from './one-line.ts';
import type { Problem } from './problems.ts';
import { allFindings, identityName } from './report-reading.ts';
import { symptomOf } from './symptom.ts';

export interface Headline {
  readonly state: 'pass' | 'warn' | 'broken' | 'unknown';
  /** What a person sees, or, where nothing is seen to have stopped, the cause itself. */
  readonly first: string;
  /** The cause, where the first line tells the symptom. */
  readonly second: string | null;
  /** Cluster and project; empty where neither is known. */
  readonly place: string;
}

export function headlineOf(report: Report, problem: Problem | null): Headline {
  const told = wordsOf(report, problem);
  const cut = report.interrupted === null ? '' : ` (cut short: ${report.interrupted}; this is what was known)`;
  return { ...told, first: oneLine(told.first + cut), place: placeOf(report) };
}

type Words = Omit<Headline, 'place'>;

function wordsOf(report: Report, problem: Problem | null): Words {
  const summary = problem?.finding.summary ?? null;
  switch (report.verdict) {
    case 'healthy':
      return healthy(report);
    case 'broken': {
      const look = { state: 'broken' } as const;
      const symptom = symptomOf(report, hitBy(problem, report));
      return symptom === null
        ? { ...look, first: `Broken: ${summary ?? 'see the checks below'}`, second: null }
        : { ...look, first: `Broken: ${symptom}`, second: sentence(summary) };
    }
    case 'inconclusive': {
      const look = { state: 'unknown' } as const;
      const symptom = symptomOf(report, hitBy(problem, report));
      if (summary === null)
        return { ...look, first: 'Not verified: nothing wrong was found, and not all was checked', second: null };
      if (isRight(problem)) {
        const first = `Not verified: ${symptom ?? 'nothing wrong was found, but a permission is missing'}`;
        return { ...look, first, second: sentence(summary) };
      }
      const second = isFact(problem) ? summary : `Most likely: ${summary}`;
      return symptom === null
        ? {
            ...look,
            first: `Not settled: ${isFact(problem) ? summary : 'nothing is proved to be broken'}`,
            second: isFact(problem) ? null : sentence(second),
          }
        : { ...look, first: `Not settled: ${symptom}`, second: sentence(second) };
    }
    default:
      return report.verdict satisfies never;
  }
}

/** What kept from looking is certain, though nothing is known of the chain. */
function isFact(problem: Problem | null): boolean {
  return problem !== null && traitsOf(problem.finding.code).certain === true;
}

/** A right that is missing is no fault of the chain: what it would have shown may be in order. */
function isRight(problem: Problem | null): boolean {
  return problem?.finding.code.endsWith('-permission-missing') ?? false;
}

function healthy(report: Report): Words {
  const other = otherIdentity(report);
  if (other !== null)
    return {
      state: 'warn',
      first: `Scanning works, but not with the identity that was set up`,
      second: sentence(other),
    };
  const idle = notScanning(report);
  const [only] = report.identities;
  const count = report.identities.length;
  const images = report.identities.reduce((sum, { targets }) => sum + targets.length, 0);
  const told = images === 1 ? 'its image' : `its ${images} images`;
  const who =
    count === 1 && only !== undefined
      ? `${identityName(only.id, report)} reads ${told}${only.gsa === null ? ' without a Google service account' : ` as ${only.gsa}`}`
      : `all ${count} identities read their images`;
  if (idle === null) return { state: 'pass', first: `Healthy: ${who}`, second: null };
  const subject = count === 1 ? 'the identity is healthy' : `all ${count} identities are healthy`;
  return { state: 'warn', first: `Not scanning: ${subject}, but ${idle}`, second: null };
}

/** Where Flux scans well as somebody else, the identity that was proved is not the one that reads. */
function otherIdentity(report: Report): string | null {
  const told = [...allFindings(report)].find(
    ({ finding, check }) => check.status === 'warn' && traitsOf(finding.code).bypassesIdentity === true,
  );
  return told?.finding.summary ?? null;
}

/** The identities that a problem hits; one of a cluster hits all of its identities. */
function hitBy(problem: Problem | null, report: Report): readonly string[] {
  if (problem === null) return report.identities.map(({ id }) => id);
  if (problem.hits.length > 0) return problem.hits;
  return report.identities.filter(({ id }) => id.startsWith(`${problem.context}/`)).map(({ id }) => id);
}

function placeOf(report: Report): string {
  const [only] = report.clusters;
  if (only === undefined) return '';
  if (report.clusters.length > 1) return `${report.clusters.length} clusters`;
  const parts = [only.name ?? only.context, only.project].filter((part) => part !== null && part !== '');
  return oneLine(parts.join(' · '));
}

function sentence(text: string | null): string | null {
  return text === null || /[.!?…]$/.test(text) ? text : `${text}.`;
}
