import { styleText } from 'node:util';
import { looks } from './meaning.ts';
import type { Meaning } from './meaning.ts';

/** What an output is written to: how wide it is, and what it can show. */
export interface Screen {
  readonly columns: number;
  readonly colour: boolean;
  readonly unicode: boolean;
}

/** `full`: every check of every identity, the evidence and all fixes too (`-v`). */
export type Detail = 'brief' | 'full';

/** A file, a pipe, a test: plain text of the usual width. */
export const paper: Screen = { columns: 80, colour: false, unicode: true };

/** Reads off a stream and the environment what can be shown. */
export function screenOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): Screen {
  const terminal = stream.isTTY === true;
  const asked = Number(env['COLUMNS']);
  const columns = terminal ? (stream.columns ?? 80) : Number.isInteger(asked) && asked > 0 ? asked : 80;
  return {
    columns: Math.min(Math.max(columns, 20), 120),
    colour: terminal && set(env['NO_COLOR']) === null && env['TERM'] !== 'dumb',
    unicode: speaksUtf8(env),
  };
}

/** As the C library finds the character set: LC_ALL, else LC_CTYPE, else LANG. Windows and macOS speak UTF-8 unasked. */
function speaksUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = set(env['LC_ALL']) ?? set(env['LC_CTYPE']) ?? set(env['LANG']);
  if (locale === null) return process.platform !== 'linux';
  return /utf-?8/i.test(locale);
}

function set(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

/** Gives a text the look of its meaning; on a screen without colour, none. */
export function paint(meaning: Meaning, text: string, screen: Screen): string {
  if (!screen.colour || text === '') return text;
  const { color, bold } = looks[meaning];
  const formats = [...(color === undefined ? [] : [color]), ...(bold === true ? (['bold'] as const) : [])];
  return styleText(formats, text, { validateStream: false });
}
