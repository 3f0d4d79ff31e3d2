/**
 * The one table of known texts: for live answers, for what Flux's status, events and logs say, and for
 * `flux-wi explain -- 'TEXT'`. It puts every refusal into one of a few kinds, and names who was refused.
 */

import { callers } from './known-texts/callers.ts';
import { cluesOf } from './known-texts/clues.ts';
import { credentials } from './known-texts/credentials.ts';
import { dns } from './known-texts/dns.ts';
import { echoes, trailerAlone } from './known-texts/echoes.ts';
import { fluxSettings } from './known-texts/flux-settings.ts';
import { frontDoor } from './known-texts/front-door.ts';
import { impersonation } from './known-texts/impersonation.ts';
import { mesh } from './known-texts/mesh.ts';
import { messagesOf } from './known-texts/messages.ts';
import { metadataServer } from './known-texts/metadata-server.ts';
import { network } from './known-texts/network.ts';
import { nodePulls } from './known-texts/node-pulls.ts';
import { normalise } from './known-texts/normalise.ts';
import { otherRegistries } from './known-texts/other-registries.ts';
import { readRow } from './known-texts/reading.ts';
import type { Reading, Row } from './known-texts/reading.ts';
import { registry } from './known-texts/registry.ts';
import { tokenExchange } from './known-texts/token-exchange.ts';

export type { Fork, Reading } from './known-texts/reading.ts';

/** What is sure stands first: whoever stands at the door, before whoever stands behind it. */
const rows: readonly Row[] = [
  ...fluxSettings,
  ...nodePulls,
  ...otherRegistries,
  ...frontDoor,
  ...credentials,
  ...tokenExchange,
  ...impersonation,
  ...dns,
  ...mesh,
  ...metadataServer,
  ...network,
  ...registry,
  ...callers,
  ...echoes,
];

/** The first message in a text that says something. `null`: no known text is in it. */
export function readText(text: string): Reading | null {
  return readTexts(text)[0]?.reading ?? null;
}

/** A message of a text, and what it says. */
export interface ReadMessage {
  /** As it stands in the text, on one line and without what Google appends to every refusal. */
  readonly message: string;
  readonly reading: Reading;
}

/**
 * Reads all messages in a text, wherever it was copied from, each by itself: what one says is never put to another.
 * Alike ones are told once. What only repeats another, or says that all is well, is told where nothing else is said.
 */
export function readTexts(text: string): readonly ReadMessage[] {
  const remembered = new Map<string, ReadMessage | null>();
  const read = (piece: string): ReadMessage | null => {
    const cut = piece.slice(0, longest);
    const before = remembered.get(cut);
    if (before !== undefined) return before;
    const found = readPiece(cut);
    remembered.set(cut, found);
    return found;
  };
  const known = (line: string): boolean => (read(line)?.reading.fork ?? 'noise') !== 'noise';
  const all = messagesOf(text, known).flatMap((message) => read(message) ?? []);
  const told = all.some(({ reading }) => reading.fork !== 'noise')
    ? all.filter(({ reading }) => reading.fork !== 'noise')
    : all.slice(0, 1);
  return distinct(told);
}

/** Longer than any message; it also bounds the time that a hostile one can take. */
const longest = 8000;

function readPiece(text: string): ReadMessage | null {
  const normal = normalise(text);
  for (const row of rows) {
    const match = row.pattern.exec(normal.text);
    if (match !== null)
      return { message: normal.text, reading: readRow(row, cluesOf(normal.text, match.groups ?? {})) };
  }
  if (!normal.trailer) return null;
  return { message: normal.text, reading: readRow(trailerAlone, cluesOf(normal.text, {})) };
}

/** One of those that say the same of the same thing: the one that says who asked, and for what. */
function distinct(all: readonly ReadMessage[]): readonly ReadMessage[] {
  const kept: ReadMessage[] = [];
  for (const one of all) {
    const index = kept.findIndex(
      (other) => isPartOf(one.reading, other.reading) || isPartOf(other.reading, one.reading),
    );
    const other = kept[index];
    if (other === undefined) kept.push(one);
    else if (!isPartOf(one.reading, other.reading)) kept[index] = one;
  }
  return kept;
}

function isPartOf(one: Reading, other: Reading): boolean {
  const same = one.fork === other.fork && one.link === other.link && one.codes[0] === other.codes[0];
  return (
    same && (['as', 'permission', 'resource'] as const).every((key) => one[key] === null || one[key] === other[key])
  );
}
