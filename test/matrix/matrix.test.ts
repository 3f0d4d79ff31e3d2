/** A sample of the matrix, the same each time; `npm run matrix` is the whole. */

import { describe, expect, test } from 'vitest';
import { allCells, closeAll, prepare } from './cells.ts';
import { nameOf } from './calls.ts';
import { runCell } from './cell.ts';

/** Worlds whose calls have most in common with those of the others, and how many of the cells of each. */
const sampled = [
  ['controller', 9],
  ['v1-bucket', 7],
  ['binding-missing', 7],
] as const;

describe('an answer that is not understood is never a verdict', () => {
  test.concurrent.each(sampled)('in the world %s', async (id, count) => {
    const worlds = await prepare((one) => one === id);
    try {
      const cells = allCells(worlds);
      // Hung calls are waited for; the whole matrix does that.
      const quick = cells.filter(({ kind }) => kind.hangs !== true && kind.id !== '200-50-mb');
      const violated: string[] = [];
      // A step that shares no factor with the number of kinds meets another kind at each call.
      const step = Math.floor(quick.length / count) | 1;
      for (let at = 0; at < quick.length; at += step) {
        const cell = quick[at];
        if (cell === undefined) continue;
        for (const problem of await runCell(cell.sandbox, cell))
          violated.push(`${nameOf(cell.call)} | ${cell.kind.id}: ${problem}`);
      }
      expect(violated).toEqual([]);
    } finally {
      await closeAll(worlds);
    }
  });
});
