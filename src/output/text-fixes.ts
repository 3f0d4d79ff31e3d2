/** What to do about a finding, by kind: now, lasting, find out, ask first. */

import type { ReportFix } from '../chain/report.ts';
import { chosen, fixLabels, isAside, termsOf } from './chosen-fixes.ts';
import { columnsOf } from './columns.ts';
import { oneLine, pasteable } from './one-line.ts';
import { paint } from './screen.ts';
import type { Screen } from './screen.ts';
import { hang } from './wrap.ts';

/** Label, and two blanks. */
const indent = 16;

export function fixLines(fixes: readonly ReportFix[], screen: Screen, all = false): string[] {
  const told = chosen(fixes, all);
  const blocks = told.flatMap((fix) => {
    return !all && isAside(fix, told) ? pointer(fix, screen) : ['', ...fixBlock(fix, screen)];
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

/** To be copied: never wrapped. What a shell takes to the letter begins at the margin. */
export function paste(text: string, screen: Screen): string[] {
  if (text.trim() === '') return [];
  const plain = pasteable(text);
  const margin = breaksInQuotes(plain) || plain.includes('<<') ? '' : '    ';
  return plain.split('\n').map((line) => margin + paint('command', line, screen));
}

/** Whether a line of the command ends within quotes: blanks before the next one would be part of the value. */
function breaksInQuotes(command: string): boolean {
  let quote: string | null = null;
  for (const sign of command.replaceAll(/\\./g, '')) {
    if (sign === '\n' && quote !== null) return true;
    if (quote === null && (sign === "'" || sign === '"')) quote = sign;
    else if (sign === quote) quote = null;
  }
  return false;
}
