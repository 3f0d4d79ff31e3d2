declare module 'damerau-levenshtein' {
  /** The package has no types of its own. */
  export default function distance(
    one: string,
    other: string,
  ): {
    readonly steps: number;
    readonly relative: number;
    readonly similarity: number;
  };
}
