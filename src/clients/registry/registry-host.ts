/**
 * The only hosts that are given a token. Flux's own pattern is wider: it also matches `evil.com/x.gcr.io`, which is why
 * it answers only what Flux does.
 */
const patterns = [
  /^([a-z0-9-]+\.)*gcr\.io$/,
  /^[a-z0-9-]+-docker\.pkg\.dev$/,
  /^docker\.[a-z0-9-]+\.rep\.pkg\.dev$/,
] as const;

/** Whether a host, as a parsed URL has it, is one of Google's registries: whole, in lower case, without a port. */
export function isGoogleRegistry(host: string): boolean {
  return patterns.some((pattern) => pattern.test(host));
}
