/** What a piece of text means on a screen. Outputs name meanings; colours and signs are given to them here alone. */

import type { Status } from '../chain/vocabulary.ts';

/** How a link or a check stands while a run goes on: a status, or not settled yet. */
export type State = Status | 'waiting' | 'running' | 'suspected';

export type Meaning = `status.${State}` | 'heading' | 'quiet' | 'command' | 'sandbox';

/** Names that both `node:util`'s styleText and Ink know. */
export interface Look {
  readonly color?: 'green' | 'yellow' | 'red' | 'magenta' | 'cyan' | 'blue' | 'gray';
  readonly bold?: true;
}

export const looks: Readonly<Record<Meaning, Look>> = {
  'status.pass': { color: 'green' },
  'status.warn': { color: 'yellow' },
  'status.broken': { color: 'red', bold: true },
  'status.unknown': { color: 'magenta' },
  'status.blocked': { color: 'gray' },
  'status.skipped': { color: 'gray' },
  'status.waiting': { color: 'gray' },
  'status.running': { color: 'cyan' },
  // A reading that no proof has confirmed: never red, so that nothing turns from red to green.
  'status.suspected': { color: 'blue' },
  heading: { bold: true },
  quiet: { color: 'gray' },
  command: { color: 'cyan' },
  sandbox: { color: 'magenta', bold: true },
};

/** The sign of each state. Off UTF-8 `toAscii` gives each its stand-in. */
export const signs: Readonly<Record<State, string>> = {
  pass: '✓',
  warn: '!',
  broken: '✗',
  unknown: '?',
  blocked: '⊘',
  skipped: '–',
  waiting: '·',
  running: '◌',
  suspected: '~',
};

/** What each sign means, for a legend. */
export const stateWords: Readonly<Record<State, string>> = {
  pass: 'ok',
  warn: 'warning',
  broken: 'broken',
  unknown: 'unknown',
  blocked: 'not reached',
  skipped: 'not needed',
  waiting: 'waiting',
  running: 'running',
  suspected: 'suspected',
};
