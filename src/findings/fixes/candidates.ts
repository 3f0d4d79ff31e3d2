/** Which GSA a KSA was meant to name, where it names none that exists: one candidate is filled in, several are listed. */

import type { GsaCandidate } from '../subjects.ts';

const because = {
  bound: 'its policy names this ServiceAccount',
  'applied-before': 'the ServiceAccount was last applied with it',
  'helm-values': 'the values of its Helm release have it',
} satisfies Record<GsaCandidate['because'], string>;

/** A GSA to fill in: the one that the finding itself tells, or the only candidate. `null`: none, or one of several. */
export function chosen(likely: string | null, candidates: readonly GsaCandidate[]): string | null {
  const all = allOf(likely, candidates);
  return all.length === 1 ? (all[0] ?? null) : null;
}

/** What is to be named, for a title. */
export function chosenTitle(likely: string | null, candidates: readonly GsaCandidate[]): string {
  const all = allOf(likely, candidates);
  return all.length > 1 ? `one of ${all.join(', ')}` : (all[0] ?? 'its Google service account');
}

/** What should stand there, and for a candidate what speaks for it. */
export function chosenText(likely: string | null, candidates: readonly GsaCandidate[]): string {
  const all = allOf(likely, candidates);
  if (all.length === 0) return 'NAME@PROJECT.iam.gserviceaccount.com';
  const told = all.map((gsa) => {
    const why = candidates.filter((one) => one.gsa === gsa).map((one) => because[one.because]);
    return why.length === 0 ? gsa : `${gsa} (candidate: ${[...new Set(why)].join('; ')})`;
  });
  return told.join('; or ');
}

function allOf(likely: string | null, candidates: readonly GsaCandidate[]): readonly string[] {
  return [...new Set([...(likely === null ? [] : [likely]), ...candidates.map(({ gsa }) => gsa)])];
}
