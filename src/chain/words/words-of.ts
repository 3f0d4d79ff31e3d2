import type { FindingArgs } from '../finding-args.ts';
import type { Code, Fix, Link } from '../vocabulary.ts';

/** How grave a finding is as a rule; a proof may settle it otherwise. `skipped`: it says why nothing applies. */
export type Level = 'broken' | 'warn' | 'unknown' | 'skipped';

/** All that is ever said about one code. */
export interface Words<C extends Code> {
  readonly link: Link | 'none';
  readonly level: Level;
  /** One sentence that names the very objects. */
  summary(args: FindingArgs[C]): string;
  /** What it means, why Flux fails by it, and what it does not mean. */
  readonly explanation: string;
  /** Public pages that say so. */
  readonly sources: readonly string[];
  expected(args: FindingArgs[C]): string | null;
  actual(args: FindingArgs[C]): string | null;
  /** What survives first, then the stop-gap. */
  fixes(args: FindingArgs[C]): Fix[];
  /** Arguments as they occur, for `explain` and the documentation. */
  readonly example: FindingArgs[C];
}

/** A table of some codes, e.g. those of one link. */
export type WordsTable<C extends Code> = { readonly [Each in C]: Words<Each> };
