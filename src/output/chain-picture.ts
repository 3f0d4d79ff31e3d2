/** The chain of one identity as outputs draw it: a state and a line of text for each link. */

import type { PendingCheck } from '../chain/progress.ts';
import type { Report, ReportCheck, ReportIdentity } from '../chain/report.ts';
import { contextOf, links } from '../chain/vocabulary.ts';
import type { Link } from '../chain/vocabulary.ts';
import type { State } from './meaning.ts';
import { oneLine } from './one-line.ts';

export interface LinkPicture {
  readonly link: Link;
  readonly state: State;
  /** What is the matter, or what holds. */
  readonly text: string;
  /** What else is worth a line: further findings, and notes of what passed. */
  readonly asides: readonly Aside[];
}

export interface Aside {
  readonly state: State | 'note';
  readonly text: string;
}

/** The state of a link is that of its worst check: this order, worst first. */
const worstFirst: readonly State[] = [
  'broken',
  'suspected',
  'unknown',
  'blocked',
  'running',
  'warn',
  'waiting',
  'pass',
  'skipped',
];

/** The links of an identity, with those checks of its cluster that are joints of the same chain. */
export function chainOf(
  identity: ReportIdentity,
  report: Report,
  pending: readonly PendingCheck[] = [],
): readonly LinkPicture[] {
  const cluster = report.clusters.find(({ context }) => context === contextOf(identity.id));
  const checks = [...(cluster?.checks.filter(({ link }) => link !== 'access') ?? []), ...identity.checks];
  const open = pending.filter(
    (check) =>
      check.identity === identity.id ||
      (check.identity === null && check.context === cluster?.context && check.link !== 'access'),
  );
  return pictures(checks, open);
}

/** The same of any set of checks; links without a check are left out, `access` where all is well with it. */
export function pictures(checks: readonly ReportCheck[], pending: readonly PendingCheck[] = []): LinkPicture[] {
  return links.flatMap((link) => {
    const settled = checks.filter((check) => check.link === link);
    const open = pending.filter((check) => check.link === link);
    if (settled.length + open.length === 0) return [];
    const picture = { link, ...judge(link, settled, open) };
    if (link === 'access' && (picture.state === 'pass' || picture.state === 'skipped')) return [];
    return [picture];
  });
}

function judge(link: Link, settled: readonly ReportCheck[], open: readonly PendingCheck[]): Omit<LinkPicture, 'link'> {
  const states = new Set<State>([...settled.map(({ status }) => status), ...open.map(({ state }) => state)]);
  const state = worstFirst.find((candidate) => states.has(candidate)) ?? 'skipped';
  const leading = settled.filter(({ status }) => status === state);
  const told = leading[0];
  if (told === undefined) return { state, text: open.find((check) => check.state === state)?.title ?? '', asides: [] };
  const text = state === 'pass' ? whatHolds(leading, link) : whatIsTheMatter(told);
  return { state, text: oneLine(text), asides: asidesOf(settled, told, text) };
}

/** The check of each link whose passing says the most. */
const telling: Readonly<Partial<Record<Link, string>>> = {
  workload: 'workload-ksa',
  KSA: 'ksa-annotation',
  GKE: 'node-metadata-server',
  GSA: 'gsa',
  binding: 'binding',
  token: 'token',
  registry: 'registry-access',
  scan: 'tags',
};

/** One passing check speaks for the link; the others are counted. */
function whatHolds(passed: readonly ReportCheck[], link: Link): string {
  const said = passed.find(({ id }) => id === telling[link]) ?? passed.at(-1);
  if (said === undefined) return '';
  const targets = passed.filter(({ id }) => id === said.id).length;
  const checks = new Set(passed.map(({ id }) => id)).size;
  const counts = [...(targets > 1 ? [`${targets} images`] : []), ...(checks > 1 ? [`${checks} checks`] : [])];
  return counts.length === 0 ? said.title : `${said.title} (${counts.join(', ')})`;
}

function whatIsTheMatter(check: ReportCheck): string {
  const reason = check.notes[0];
  const summary = check.findings[0]?.summary;
  if (check.status === 'blocked') {
    return reason ?? (check.blockedBy === null ? 'not checked' : `not checked: needs ${check.blockedBy}`);
  }
  if (check.status === 'skipped') return `skipped: ${reason ?? check.title}`;
  if (check.status === 'unknown') return summary ?? `not known: ${check.title} (${reason ?? 'no answer'})`;
  return summary ?? check.title;
}

/** Findings that are not the link's own line, and the notes of what passed; each once. */
function asidesOf(checks: readonly ReportCheck[], told: ReportCheck, text: string): Aside[] {
  const seen = new Set([text, told.findings[0]?.summary, told.notes[0]]);
  const asides: Aside[] = [];
  const add = (state: Aside['state'], said: string | undefined): void => {
    if (said === undefined || seen.has(said)) return;
    seen.add(said);
    asides.push({ state, text: oneLine(said) });
  };
  for (const check of checks) {
    for (const { summary } of check.findings) add(check.status === 'pass' ? 'note' : check.status, summary);
    if (check.findings.length === 0 && check.status === 'unknown') {
      add('unknown', whatIsTheMatter(check));
      seen.add(check.notes[0]);
    }
    // Of images that are well there is nothing to add, and there may be hundreds.
    const isDull = check.status === 'skipped' || (check.status === 'pass' && check.target !== null);
    if (!isDull) for (const note of check.notes) add('note', note);
  }
  return asides.sort((a, b) => rank(a.state) - rank(b.state));
}

function rank(state: Aside['state']): number {
  return state === 'note' ? worstFirst.length : worstFirst.indexOf(state);
}
