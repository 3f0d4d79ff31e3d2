import { describe, expect, test } from 'vitest';
import { capabilities, readUpTo } from '../../../src/chain/versions/capabilities.ts';
import { invalidFlag } from '../../../src/chain/versions/flags.ts';
import type { Component } from '../../../src/chain/vocabulary.ts';

const components: readonly Component[] = [
  'flux-v1',
  'image-reflector-controller',
  'source-controller',
  'flux-operator',
];

/** Every flag that was ever right or wrong for its version. */
const flags = new Map([
  ['gcp-autologin-for-gcr', ['true']],
  ['default-service-account', ['default']],
  ['feature-gates', ['ObjectLevelWorkloadIdentity=false']],
]);

describe.each(components)('%s, newer than any that was read,', (component) => {
  const [major = 0, minor = 0] = readUpTo(component).split('.').map(Number);
  const newer = [
    `${major}.${minor + 1}.0`,
    `v${major}.${minor + 1}.0-rc.1`,
    `${major}.${minor + 12}.3`,
    `${major + 1}.0.0`,
  ];

  test.each(newer)('as %s is only assumed to be like the newest', (version) => {
    const known = capabilities(component, version);
    expect(known.assumed).toBe('newer-than-read');
    expect(invalidFlag(known, flags)).toBeNull();
  });

  test('is not any patch of the newest that was read', () => {
    for (const patch of [`${major}.${minor}`, `${major}.${minor}.0`, `${major}.${minor}.99`])
      expect(capabilities(component, patch).assumed).toBe(false);
  });
});
