/**
 * `npm run matrix`: the doctor against every fault at every call of every world, over real sockets, in this process.
 * Prints its size, its time and the violated cells; exit code 1 where there are any.
 *
 *   npm run matrix -- --shard 1/4            the first quarter of the cells
 *   npm run matrix -- --world direct --kind 4* --call '*sts*'
 */

import { matchesGlob } from 'node:path';
import { parseArgs } from 'node:util';
import { allCells, closeAll, prepare } from './cells.ts';
import { runCell } from './cell.ts';
import { nameOf } from './calls.ts';

const { values } = parseArgs({
  options: {
    shard: { type: 'string', default: '1/1' },
    world: { type: 'string', default: '*' },
    kind: { type: 'string', default: '*' },
    call: { type: 'string', default: '*' },
    verbose: { type: 'boolean', default: false },
  },
});
const [, part = '1', parts = '1'] = /^(\d+)\/(\d+)$/.exec(values.shard) ?? [];
/** Patterns between commas; a slash is a character like others. */
const matches = (text: string, globs: string): boolean =>
  globs.split(',').some((glob) => matchesGlob(text.replaceAll('/', '_'), glob.replaceAll('/', '_')));

let unhandled = 0;
process.on('unhandledRejection', (error) => {
  unhandled += 1;
  console.log(`unhandled rejection: ${String(error)}`);
});

const started = performance.now();
const worlds = await prepare((id) => matches(id, values.world));
const cells = allCells(worlds)
  .filter(({ kind, call }) => matches(kind.id, values.kind) && matches(nameOf(call), values.call))
  .filter((_, at) => at % Number(parts) === Number(part) - 1);
let violated = 0;
for (const [at, cell] of cells.entries()) {
  const problems = await runCell(cell.sandbox, cell);
  if (values.verbose || problems.length > 0)
    console.log(
      `${problems.length === 0 ? 'ok' : 'VIOLATED'} ${cell.world.id} | ${nameOf(cell.call)} | ${cell.kind.id}`,
    );
  for (const problem of problems) console.log(`    ${problem}`);
  if (problems.length > 0) violated += 1;
  if (at % 500 === 499) console.log(`${at + 1} of ${cells.length} cells, ${violated} violated`);
}
await closeAll(worlds);
const calls = worlds.reduce((sum, one) => sum + one.calls.length, 0);
console.log(
  `${cells.length} cells (${worlds.length} worlds, ${calls} calls, shard ${values.shard}) in ${Math.round((performance.now() - started) / 1000)} s: ${violated} violated, ${unhandled} unhandled rejections`,
);
process.exit(violated + unhandled === 0 ? 0 : 1);
