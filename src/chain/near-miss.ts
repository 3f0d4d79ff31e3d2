import distance from 'damerau-levenshtein';

/** Names of Kubernetes and Google are shorter; anything longer is hostile, and the distance grows with its square. */
const longest = 253;

/**
 * The candidate that was most likely meant by a name: a few letters amiss, or one is the other with a word in front
 * or behind (`flux-images`, `prod-flux-images`). `null` where none is near.
 */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  if (wanted === '' || wanted.length > longest) return null;
  let best: { readonly candidate: string; readonly steps: number } | null = null;
  for (const candidate of candidates) {
    if (candidate === '' || candidate.length > longest) continue;
    const steps = stepsBetween(wanted, candidate.toLowerCase());
    if (steps !== null && (best === null || steps < best.steps)) best = { candidate, steps };
  }
  return best?.candidate ?? null;
}

/** Fewer than this many letters in common at an end say nothing. */
const shortestStem = 4;

function stepsBetween(one: string, other: string): number | null {
  const allowed = Math.min(3, Math.max(1, Math.floor(one.length / 4)));
  const gap = Math.abs(one.length - other.length);
  if (gap <= allowed) {
    const { steps } = distance(one, other);
    if (steps <= allowed) return steps;
  }
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  // A name built from an empty variable begins or ends with a hyphen.
  const stem = short.replace(/^-+/, '').replace(/-+$/, '');
  const isPart = long.startsWith(`${stem}-`) || long.endsWith(`-${stem}`);
  return stem.length >= shortestStem && isPart ? allowed + gap : null;
}
