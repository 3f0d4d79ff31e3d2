/**
 * The one table of known texts: for live answers, for what Flux's status, events and logs say, and for
 * `flux-wi explain -- 'TEXT'`. It puts every refusal into one of a few kinds, and names who was refused.
 */

import { callers } from './known-texts/callers.ts';
import { cluesOf } from './known-texts/clues.ts';
import { credentials } from './known-texts/credentials.ts';
import { echoes, trailerAlone } from './known-texts/echoes.ts';
import { fluxSettings } from './known-texts/flux-settings.ts';
import { frontDoor } from './known-texts/front-door.ts';
import { impersonation } from './known-texts/impersonation.ts';
import { metadataServer } from './known-texts/metadata-server.ts';
import { network } from './known-texts/network.ts';
import { normalise } from './known-texts/normalise.ts';
import { readRow } from './known-texts/reading.ts';
import type { Reading, Row } from './known-texts/reading.ts';
import { registry } from './known-texts/registry.ts';
import { tokenExchange } from './known-texts/token-exchange.ts';

export type { Fork, Reading } from './known-texts/reading.ts';

/** What is sure stands first: whoever stands at the door, before whoever stands behind it. */
const rows: readonly Row[] = [
  ...fluxSettings,
  ...frontDoor,
  ...credentials,
  ...tokenExchange,
  ...impersonation,
  ...metadataServer,
  ...network,
  ...registry,
  ...callers,
  ...echoes,
];

/**
 * Reads a message, whole or in part, wherever it was copied from. `null`: no known text is in it.
 */
export function readText(text: string): Reading | null {
  // A message is read as a whole, for it may be broken over lines; a log line by line.
  const pieces = text.length <= longest ? [text] : text.split('\n');
  for (const piece of pieces) {
    const reading = readPiece(piece.slice(0, longest));
    if (reading !== null) return reading;
  }
  return null;
}

/** Longer than any message; it also bounds the time that a hostile one can take. */
const longest = 8000;

function readPiece(text: string): Reading | null {
  const normal = normalise(text);
  for (const row of rows) {
    const match = row.pattern.exec(normal.text);
    if (match !== null) return readRow(row, cluesOf(normal.text, match.groups ?? {}));
  }
  return normal.trailer ? readRow(trailerAlone, cluesOf(normal.text, {})) : null;
}
