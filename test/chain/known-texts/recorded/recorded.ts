import type { Fork } from '../../../../src/chain/known-texts.ts';
import type { Code } from '../../../../src/chain/vocabulary.ts';

/** What a recorded text must be read as. */
interface Wanted {
  readonly as?: string;
  readonly fork?: Fork;
  readonly permission?: string;
  readonly resource?: string;
}

/**
 * A text as it was recorded, and its likeliest code. `none`: known, and no finding of the chain. `not ours`: of
 * something else, so that nothing may be said of it.
 */
export type Recorded = readonly [text: string, code: Code | 'none' | 'not ours', wanted?: Wanted];
