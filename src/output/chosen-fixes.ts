/** Which fixes of a finding are told on one screen, and in which words. */

import type { ReportFix } from '../chain/report.ts';
import { fixKinds } from '../chain/vocabulary.ts';
import type { FixKind } from '../chain/vocabulary.ts';

export const fixLabels: Readonly<Record<FixKind, string>> = {
  now: 'Do now',
  lasting: 'Make it last',
  'find-out': 'Find out',
  'ask-first': 'Ask first',
};

/**
 * The fixes a reader needs on one screen, in the order to take them. A way that is disruptive or only looks stands
 * there where nothing can be done at once; `-v`, JSON and `explain` have all of them.
 */
export function chosen(fixes: readonly ReportFix[], all: boolean): readonly ReportFix[] {
  const ordered = fixKinds.flatMap((kind) => fixes.filter((fix) => fix.kind === kind));
  if (all) return ordered;
  const of = (kind: FixKind): readonly ReportFix[] => ordered.filter((fix) => fix.kind === kind);
  const now = of('now').slice(0, 1);
  const lasting = of('lasting').slice(0, 1);
  if (now.length + lasting.length > 0) {
    // A removal or a step that belongs to the repair is told; alternatives to it are not.
    return [...now, ...lasting, ...of('ask-first').slice(0, 1)];
  }
  return [...of('find-out').slice(0, 1), ...of('ask-first').slice(0, 2)];
}

/** A step that is not for this moment: named in one line. */
export function isAside(fix: ReportFix, told: readonly ReportFix[]): boolean {
  return fix.when !== null || (fix.kind === 'ask-first' && told[0] !== fix);
}

/** When it takes effect, what it requires, and whether this caller may. */
export function termsOf({ kind, takes, permission, mayRun }: ReportFix): string {
  const effect = takes === '' || kind === 'find-out' ? [] : [`effective ${takes}`];
  const needed =
    permission === '' || permission === 'none'
      ? []
      : [`requires ${permission.startsWith('to ') ? `permission ${permission}` : permission}`];
  const may = mayRun === null ? needed : mayRun ? ['you may'] : [`you may not: ${needed.join('') || 'not allowed'}`];
  return [...effect, ...may].join(' · ');
}
