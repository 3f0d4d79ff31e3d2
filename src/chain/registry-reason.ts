/**
 * Whether a registry's refusal gives a reason of its own, which no role of whoever asks would change: a key that cannot
 * be used, a download rule, a policy of the organization. Any wording counts that is not one of a missing right; the
 * known ones are only there to be acted upon.
 */
export const registryReasons = [
  'key-not-allowed',
  'key-not-enabled',
  'download-rule',
  'organization-policy',
  'other',
] as const;
export type RegistryReason = (typeof registryReasons)[number];

/**
 * @param message of the refusal, without the registry's code
 * @returns `null`: it names a permission on the repository or bucket, an unauthenticated caller, or nothing at all.
 */
export function reasonOf(message: string): RegistryReason | null {
  for (const [reason, pattern] of known) if (pattern.test(message)) return reason;
  return rights.some((pattern) => pattern.test(message)) ? null : 'other';
}

/** Artifact Registry uses the key as its own service agent: the permission that is named is that account's. */
const known: readonly (readonly [RegistryReason, RegExp])[] = [
  ['key-not-enabled', /is not enabled, current state is:? |\bKEY_(?:DISABLED|DESTROYED)\b/i],
  ['key-not-allowed', /\bcloudkms\.\w+|Cloud KMS key|\/cryptoKeys\//i],
  ['download-rule', /download rule|\/repositories\/[^/\s"']+\/rules\//i],
  ['organization-policy', /\bconstraints\/[a-z]+\.\w+|disallowed by organization/i],
];

const rights: readonly RegExp[] = [
  /\bpermission\(?s?\)? ["'](?:artifactregistry|storage|containerregistry)\.[\w.]+["']/i,
  /\b(?:artifactregistry|storage)\.[a-z]\w+\.\w+ (?:access|permission)\b/i,
  /'storage\.\w+\.\w+'/,
  /unauthenticated request|anonymous caller/i,
  // Container Registry, which told of no right that it found missing.
  /^Failed to (?:read tags|fetch)\b.*\bfor host\b/i,
  /^Permission denied for "[^"]*" from request\b/i,
  /^authentication (?:required|failed)\.?$/i,
  /needed permissions to perform this operation/i,
  /^Token exchange failed for project\b/i,
  // What clients, proxies of the protocol and older front ends say where nothing is said.
  /^(?:the |your )?(?:requested )?access to the resource is (?:denied|forbidden)/i,
  /^(?:denied|forbidden|unauthorized|(?:permission|access) (?:is )?denied)?[.:!]?$/i,
  /^the caller does not have permission\.?$/i,
  /^HTTP \d{3} without a word$/,
];
