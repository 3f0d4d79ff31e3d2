import { UnquotableError, withQuestions } from '../shell-quote.ts';
import type { Code, Link } from '../vocabulary.ts';

/** What a message says of the question behind it. */
export type Fork =
  | 'anonymous'
  /** A credential was shown and is none that counts: run out, revoked, of another kind. */
  | 'not-accepted'
  /** The credential counts, and lacks a right. */
  | 'refused'
  | 'not-found'
  | 'not-reached'
  | 'not-trusted'
  | 'throttled'
  | 'gone'
  | 'not-yet'
  /** A setting that cannot work. */
  | 'invalid'
  /** It says nothing of the chain. */
  | 'noise';

/** A message, read. */
export interface Reading {
  readonly fork: Fork;
  /** As whom it was asked, where the text tells: `GSA x@y`, `KSA ns/name`, `pool P`, `operator a@b`, `anonymous`. */
  readonly as: string | null;
  readonly link: Link;
  /** The likeliest first. */
  readonly codes: readonly Code[];
  readonly permission: string | null;
  readonly resource: string | null;
  readonly means: string;
  /** What it is often taken for, and is not. */
  readonly notMeans: string | null;
  /** Commands to run next. */
  readonly next: readonly string[];
  /**
   * Whether a proof from outside (a token, a tag list) or a reading settles it. What only the cluster can meet, such
   * as a connection, a certificate, the metadata server or a proxy, it does not.
   */
  readonly coveredByProof: boolean;
}

/** What the text tells of itself, whatever it means. */
export interface Clues {
  readonly as: string | null;
  readonly permission: string | null;
  readonly resource: string | null;
  /** Groups that the pattern names. */
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** A regular expression, or what finds as one does. */
export type Pattern = Pick<RegExp, 'exec'>;

type Of<T> = T | ((clues: Clues) => T);

/** One row of the table. The first whose pattern fits is taken. */
export interface Row {
  readonly pattern: Pattern;
  readonly fork: Of<Fork>;
  readonly link: Of<Link>;
  readonly codes: Of<readonly Code[]>;
  readonly means: Of<string>;
  readonly notMeans?: Of<string>;
  readonly next?: Of<readonly string[]>;
  readonly coveredByProof: boolean;
  readonly as?: Of<string | null>;
}

export function readRow(row: Row, clues: Clues): Reading {
  return {
    fork: resolve(row.fork, clues),
    as: row.as === undefined ? clues.as : resolve(row.as, clues),
    link: resolve(row.link, clues),
    codes: resolve(row.codes, clues),
    permission: clues.permission,
    resource: clues.resource,
    means: resolve(row.means, clues),
    notMeans: row.notMeans === undefined ? null : resolve(row.notMeans, clues),
    next: nextOf(row, clues),
    coveredByProof: row.coveredByProof,
  };
}

/** A text can hold names that fit into no command. */
function nextOf({ next = ['flux-wi doctor'] }: Row, clues: Clues): readonly string[] {
  try {
    return resolve(next, clues).map(withQuestions);
  } catch (error) {
    if (error instanceof UnquotableError) return ['flux-wi doctor'];
    throw error;
  }
}

function resolve<T>(value: Of<T>, clues: Clues): T {
  return typeof value === 'function' ? (value as (clues: Clues) => T)(clues) : value;
}
