/** How much of a run fits on the terminal: a frame that is higher than it cannot be drawn over. */

export interface Budget {
  /** Identities that are drawn; the others are counted. */
  readonly identities: number;
  /** Lines of what goes on, for each of them. */
  readonly lines: number;
}

const mostIdentities = 6;
const mostLines = 4;
/** Header, cluster, counts, legend, what `--wait` waits for, footer, the blank lines between, and the cursor's own. */
const frameRows = 11;

/** `chainRows`: rows that one chain takes at this width. */
export function budgetFor(rows: number, identities: number, chainRows: number): Budget {
  const room = Math.max(rows - frameRows, 0);
  const least = chainRows + 2;
  const shown = Math.max(1, Math.min(mostIdentities, identities, Math.floor(room / least)));
  const lines = Math.min(mostLines, Math.max(0, Math.floor(room / shown) - least));
  return { identities: shown, lines };
}
