/** What to do about a finding, by kind: what to do now, what makes it last, what to find out, what to ask first. */

import type { ReportFix } from '../chain/report.ts';
import { fixKinds } from '../chain/vocabulary.ts';
import type { FixKind } from '../chain/vocabulary.ts';
import { columnsOf } from './columns.ts';
import { oneLine, pasteable } from './one-line.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

export const fixLabels: Readonly<Record<FixKind, string>> = {
  now: 'Do now',
  lasting: 'Make it last',
  'find-out': 'Find out',
  'ask-first': 'Ask first',
};

/** Label, and two blanks. */
const indent = 16;

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

export function fixLines(fixes: readonly ReportFix[], screen: Screen, all = false): string[] {
  const told = chosen(fixes, all);
  const blocks = told.flatMap((fix) => {
    const inOneLine = !all && (fix.when !== null || (fix.kind === 'ask-first' && told[0] !== fix));
    return inOneLine ? pointer(fix, screen) : ['', ...fixBlock(fix, screen)];
  });
  const verify = told.find((fix) => fix.verify !== '')?.verify;
  return verify === undefined ? blocks : [...blocks, '', ...check(verify, screen)];
}

/** A step that is not for this moment: named, and where it is told whole. */
function pointer(fix: ReportFix, screen: Screen): string[] {
  const text = fix.when ?? fix.title;
  return hang(heading(fixLabels[fix.kind], '', screen), oneLine(`${text}: see -v`), screen.columns, indent);
}

function check(verify: string, screen: Screen): string[] {
  const lines = paste(verify, screen);
  const [only = ''] = lines;
  return lines.length === 1 && indent + columnsOf(verify) <= screen.columns
    ? [heading('Check', only.trimStart(), screen)]
    : [heading('Check', '', screen), ...lines];
}

function fixBlock(fix: ReportFix, screen: Screen): string[] {
  const [first = '', ...rest] = hang(' '.repeat(indent), oneLine(fix.title), screen.columns, indent);
  const terms = termsOf(fix);
  return [
    heading(fixLabels[fix.kind], first.slice(indent), screen),
    ...rest,
    ...(terms === '' ? [] : hang('    ', oneLine(terms), screen.columns).map((line) => paint('quiet', line, screen))),
    ...editLines(fix, screen),
    ...paste(fix.command, screen),
    ...(fix.alternative === null ? [] : [paint('quiet', `    or: ${oneLine(fix.alternative)}`, screen)]),
  ];
}

function heading(label: string, text: string, screen: Screen): string {
  return `  ${paint('heading', label, screen)}${' '.repeat(indent - 2 - label.length)}${text}`;
}

/** When it takes effect, what it requires, and whether this caller may. */
function termsOf({ takes, permission, mayRun }: ReportFix): string {
  const effect = takes === '' ? [] : [`effective ${takes}`];
  const needed = permission === '' || permission === 'none' ? [] : [`requires ${permission}`];
  const may = mayRun === null ? needed : mayRun ? ['you may'] : [`you may not: ${needed.join('') || 'not allowed'}`];
  return [...effect, ...may].join(' · ');
}

/** An edit of a file: which one, what to do there, and the lines. */
function editLines({ patch, command }: ReportFix, screen: Screen): string[] {
  if (patch === null) return [];
  const lines = pasteable(patch.content).split('\n');
  return [
    ...hang('    ', oneLine(`${patch.file}: ${patch.place}`), screen.columns),
    ...lines.map((line) => `      ${paint('command', line, screen)}`),
    ...(command.trim() === '' ? [] : [paint('quiet', '    then:', screen)]),
  ];
}

/** To be copied: never wrapped. Several lines begin at the margin, because heredocs need it. */
export function paste(text: string, screen: Screen): string[] {
  if (text.trim() === '') return [];
  const lines = pasteable(text).split('\n');
  const margin = lines.some((line) => line.includes('<<')) ? '' : '    ';
  return lines.map((line) => margin + paint('command', line, screen));
}
