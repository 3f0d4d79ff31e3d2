/** The first lines: what is the matter, with which object, where. */

import type { Report } from '../chain/report.ts';
import { columnsOf } from './columns.ts';
import { signs } from './meaning.ts';
import type { Meaning } from './meaning.ts';
import { notScanning } from './not-scanning.ts';
import { oneLine } from './one-line.ts';
import type { Problem } from './problems.ts';
import { identityName } from './report-reading.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { symptomOf } from './symptom.ts';
import { hang } from './wrap.ts';

export function headline(report: Report, problem: Problem | null, screen: Screen): string[] {
  const { meaning, sign, first, second } = headlineOf(report, problem);
  const cut = report.interrupted === null ? '' : ` (cut short: ${report.interrupted}; this is what was known)`;
  const lines = hang(`${sign} `, oneLine(first + cut), screen.columns);
  const place = placeOf(report);
  const [only] = lines;
  const room = screen.columns - columnsOf(only ?? '') - columnsOf(place);
  const beside = lines.length === 1 && room >= 3;
  return [
    ...(beside
      ? [`${paint(meaning, only ?? '', screen)}${' '.repeat(room)}${paint('quiet', place, screen)}`]
      : lines.map((line) => paint(meaning, line, screen))),
    ...(second === null ? [] : hang('  ', oneLine(second), screen.columns)),
    ...(beside || place === '' ? [] : hang('  ', place, screen.columns).map((line) => paint('quiet', line, screen))),
  ];
}

interface Headline {
  readonly meaning: Meaning;
  readonly sign: string;
  readonly first: string;
  readonly second: string | null;
}

function headlineOf(report: Report, problem: Problem | null): Headline {
  const summary = problem?.finding.summary ?? null;
  switch (report.verdict) {
    case 'healthy':
      return healthy(report);
    case 'broken': {
      const look = { meaning: 'status.broken', sign: signs.broken } as const;
      const symptom = symptomOf(report, hitBy(problem, report));
      return symptom === null
        ? { ...look, first: `Broken: ${summary ?? 'see the checks below'}`, second: null }
        : { ...look, first: `Broken: ${symptom}`, second: sentence(summary) };
    }
    case 'inconclusive': {
      const look = { meaning: 'status.unknown', sign: signs.unknown } as const;
      const symptom = symptomOf(report, hitBy(problem, report));
      if (summary === null)
        return { ...look, first: 'Not verified: nothing wrong was found, and not all was checked', second: null };
      const first =
        symptom === null
          ? isRight(problem)
            ? 'Not verified: nothing wrong was found, but a permission is missing'
            : 'Not settled: nothing is proved to be broken'
          : `Not settled: ${symptom}`;
      return { ...look, first, second: sentence(isRight(problem) ? summary : `Most likely: ${summary}`) };
    }
    default:
      return report.verdict satisfies never;
  }
}

/** A right that is missing is no fault of the chain: what it would have shown may be in order. */
function isRight(problem: Problem | null): boolean {
  return problem?.finding.code.endsWith('-permission-missing') ?? false;
}

function healthy(report: Report): Headline {
  const idle = notScanning(report);
  const [only] = report.identities;
  const count = report.identities.length;
  const images = report.identities.reduce((sum, { targets }) => sum + targets.length, 0);
  const told = images === 1 ? 'its image' : `its ${images} images`;
  const who =
    count === 1 && only !== undefined
      ? `${identityName(only.id, report)} reads ${told}${only.gsa === null ? ' without a Google service account' : ` as ${only.gsa}`}`
      : `all ${count} identities read their images`;
  if (idle === null) return { meaning: 'status.pass', sign: signs.pass, first: `Healthy: ${who}`, second: null };
  const subject = count === 1 ? 'the identity is healthy' : `all ${count} identities are healthy`;
  return { meaning: 'status.warn', sign: signs.warn, first: `Not scanning: ${subject}, but ${idle}`, second: null };
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
