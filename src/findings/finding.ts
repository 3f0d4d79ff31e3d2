import type { ArgsOf } from './schema.ts';
import type { findings } from './index.ts';

type Definition = (typeof findings)[number];

/** The arguments of each finding, by its code. */
export type FindingArgs = { readonly [D in Definition as D['code']]: ArgsOf<D['args']> };

export type Code = keyof FindingArgs;

/** A finding is a code and typed arguments. Its words are made from these alone, so a saved one can be read again. */
export type Finding = { [C in Code]: { readonly code: C; readonly args: FindingArgs[C] } }[Code];

export function finding<C extends Code>(code: C, args: FindingArgs[C]): Finding {
  // The union is built from this very mapping; TypeScript cannot follow it through a generic C.
  return { code, args } as unknown as Finding;
}
