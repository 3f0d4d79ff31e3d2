import type { Fix, Link } from '../chain/vocabulary.ts';
import type { ArgsOf, Fields } from './schema.ts';

/** How grave a finding is as a rule; a proof may settle it otherwise. `skipped`: it says why nothing applies. */
export type Level = 'broken' | 'warn' | 'unknown' | 'skipped';

/** The steps of a scan, in the order in which a controller takes them. */
export type FailedStep =
  /** Flux refuses a setting of its own: a flag, a gate, an annotation, a reference. Nothing was asked yet. */
  | 'setting'
  /** The API server refuses the controller something other than the token of a KSA. */
  | 'controller-rights'
  | 'token-request'
  /** The metadata server, or the way to it. */
  | 'metadata'
  | 'token-exchange'
  | 'impersonation'
  /** The registry could not be reached or was not trusted: nobody was shown to it yet. */
  | 'connection'
  /** The registry answered. */
  | 'registry'
  | 'unknown';

/** What other parts need to know of a finding beside its words. */
export interface Traits {
  /** How far Flux came, where a message of it points at this finding. */
  readonly failsAt?: FailedStep;
  /** Certain for whoever looks, though it leaves the chain unknown: told as a fact, not as what is most likely. */
  readonly certain?: true;
  /** Flux scans as somebody else than the identity that was set up. */
  readonly bypassesIdentity?: true;
}

/**
 * All that there is to say about one finding. What is shown (summary, expected, actual) gets the arguments made safe for
 * display; fixes get them as they are, and quote.
 */
export interface FindingDefinition<C extends string, F extends Fields> extends Traits {
  /** Public: never renamed, never used again. The file is named after it. */
  readonly code: C;
  readonly link: Link | 'none';
  readonly level: Level;
  /** The version of flux-wi that found it first. */
  readonly since: string;
  readonly args: F;
  /** One sentence that names the very objects. */
  summary(args: ArgsOf<F>): string;
  /** What it means, why Flux fails by it, and what it does not mean. */
  readonly explanation: string;
  /** Public pages that say so. */
  readonly sources: readonly string[];
  expected(args: ArgsOf<F>): string | null;
  actual(args: ArgsOf<F>): string | null;
  /** What survives first, then the stop-gap. */
  fixes(args: ArgsOf<F>): Fix[];
  /** Arguments as they occur, for `explain`, the documentation and the tests. */
  readonly example: ArgsOf<F>;
  /** Other values that change what is said, beside what the schema tells: `null`s, alternatives and owners. */
  readonly variants?: readonly Partial<ArgsOf<F>>[];
}

/** The arguments are those of `args` alone, whatever a function or an example would make of them. */
export function defineFinding<const C extends string, F extends Fields>(
  definition: { readonly args: F } & NoInfer<FindingDefinition<C, F>> & { readonly code: C },
): FindingDefinition<C, F> {
  return definition;
}
