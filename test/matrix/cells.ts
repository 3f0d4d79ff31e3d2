/** Every cell of the matrix: each world served once, and asked once to learn its calls. */

import { serveSandbox } from '../../src/sandbox/serve.ts';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import { runInProcess } from '../harness/in-process.ts';
import { callsOf, nameOf } from './calls.ts';
import type { Call } from './calls.ts';
import type { Cell } from './cell.ts';
import { kinds } from './kinds.ts';
import { matrixWorlds } from './worlds.ts';
import type { MatrixWorld } from './worlds.ts';

export interface ServedWorld {
  readonly world: MatrixWorld;
  readonly sandbox: Sandbox;
  readonly calls: readonly Call[];
}

export async function prepare(wanted: (id: string) => boolean): Promise<readonly ServedWorld[]> {
  const served: ServedWorld[] = [];
  for (const world of matrixWorlds.filter(({ id }) => wanted(id))) {
    const sandbox = await serveSandbox(world.make());
    await sandbox.settle();
    await runInProcess(['doctor', '-o', 'json'], sandbox.env);
    served.push({ world, sandbox, calls: callsOf(sandbox) });
  }
  return served;
}

export async function closeAll(worlds: readonly ServedWorld[]): Promise<void> {
  for (const { sandbox } of worlds) await sandbox.close();
}

/** World by world, call by call. What the proxy does to a host is asked once a host. */
export function allCells(worlds: readonly ServedWorld[]): readonly (Cell & { readonly sandbox: Sandbox })[] {
  return worlds.flatMap(({ world, sandbox, calls }) => {
    const first = new Map(calls.map((call) => [call.host, nameOf(call)] as const).toReversed());
    return calls.flatMap((call) =>
      kinds
        .filter(
          ({ answer, atProxy }) =>
            answer(call.host) !== null && (atProxy !== true || first.get(call.host) === nameOf(call)),
        )
        .map((kind) => ({ world, sandbox, call, kind })),
    );
  });
}
