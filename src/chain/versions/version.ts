/** A version of a controller or of Flux itself, as far as it decides anything: `major.minor.patch`. */
export type Version = readonly [major: number, minor: number, patch: number];

const pattern = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?:[-+.].*)?$/;

/** Reads `v1.0.1`, `0.35`, `1.25.4-rc.1`; `null` for anything else (`latest`, a branch, a digest). */
export function parseVersion(text: string): Version | null {
  const match = pattern.exec(text.slice(0, 128));
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** True where `version` is `bound` or newer. */
export function atLeast(version: Version, bound: Version): boolean {
  for (const index of [0, 1, 2] as const) {
    if (version[index] !== bound[index]) return version[index] > bound[index];
  }
  return true;
}
