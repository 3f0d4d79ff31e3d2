import { describe, expect, test } from 'vitest';
import { capabilities, firstVersion } from '../../../src/chain/versions/capabilities.ts';
import { controllerVersion } from '../../../src/chain/versions/distribution.ts';
import { featureGates, invalidFlag, objectIdentityGate } from '../../../src/chain/versions/flags.ts';
import { takesForGoogle } from '../../../src/chain/versions/google-hosts.ts';

describe('what a controller does in its version', () => {
  test.each([
    ['0.15.0', 'never', 'none', 'plain-get', 'secret-wins'],
    ['0.24.1', 'flag', 'suffixes', 'plain-get', 'secret-wins'],
    ['0.25.0', 'provider', 'suffixes', 'plain-get', 'secret-wins'],
    ['0.34.0', 'provider-or-flag', 'suffixes', 'plain-get', 'secret-wins'],
    ['0.35.2', 'provider-or-flag', 'pattern', 'application-default', 'secret-wins'],
    ['1.0.0', 'provider', 'pattern', 'application-default', 'secret-ignored'],
    ['1.2.3', 'provider', 'pattern-and-sovereign', 'application-default', 'secret-ignored'],
  ])('image-reflector-controller %s', (version, login, hosts, metadata, precedence) => {
    expect(capabilities('image-reflector-controller', version)).toMatchObject({
      login: { ImageRepository: login },
      hosts,
      metadata,
      precedence,
      assumed: false,
    });
  });

  test('source-controller learned kind by kind', () => {
    expect(capabilities('source-controller', '0.25.0').login.OCIRepository).toBe('never');
    expect(capabilities('source-controller', '0.26.0').login).toMatchObject({
      OCIRepository: 'provider',
      HelmChart: 'never',
    });
    expect(capabilities('source-controller', '0.28.0').login.HelmChart).toBe('provider');
    expect(capabilities('source-controller', '1.6.0').objectIdentity).toEqual(['OCIRepository']);
    expect(capabilities('source-controller', '1.7.0').objectIdentity).toEqual(['OCIRepository', 'Bucket']);
  });

  test('an unknown version is taken for the newest, and said to be', () => {
    const newest = { assumed: 'version-unknown', flux: '2.10' };
    for (const version of [null, 'main-abc', '0.0.0-dev'])
      expect(capabilities('image-reflector-controller', version)).toMatchObject(newest);
  });

  test('the first version that knows Artifact Registry', () => {
    const knows = (era: { hosts: Parameters<typeof takesForGoogle>[0] }) =>
      takesForGoogle(era.hosts, 'europe-docker.pkg.dev');
    expect(firstVersion('flux-v1', knows)?.version).toBe('1.20');
    expect(firstVersion('image-reflector-controller', knows)).toEqual({ version: '0.16', flux: '0.26' });
  });
});

test.each([
  ['image-reflector-controller', 'v2.6.4', '0.35.0'],
  ['image-reflector-controller', 'v2.7.0', '1.0.0'],
  ['image-reflector-controller', 'v2.0.1', '0.29.0'],
  ['image-reflector-controller', 'v0.30.0', '0.16.0'],
  ['source-controller', 'v2.9.4', '1.9.0'],
  ['source-controller', 'v2.10.1', '1.10.0'],
  ['image-reflector-controller', 'v2.10.1', '1.3.0'],
  ['source-controller', 'v0.33.0', '0.28.0'],
  ['source-controller', 'nightly', null],
  ['flux-v1', '1.25.4', '1.25.4'],
] as const)('%s in Flux %s is %s', (component, release, version) => {
  expect(controllerVersion(component, release)).toBe(version);
});

describe('flags that a version does not take', () => {
  const flags = (...entries: [string, string][]) => {
    const map = new Map<string, string[]>();
    for (const [name, value] of entries) map.set(name, [...(map.get(name) ?? []), value]);
    return map;
  };
  const reflector = (version: string | null) => capabilities('image-reflector-controller', version);

  test('auto-login is gone from Flux 2.7', () => {
    const autologin = flags(['gcp-autologin-for-gcr', 'true']);
    expect(invalidFlag(reflector('1.0.0'), autologin)?.problem).toBe('unknown flag: --gcp-autologin-for-gcr');
    expect(invalidFlag(reflector('0.35.0'), autologin)).toBeNull();
    expect(invalidFlag(reflector('0.12.0'), autologin)).not.toBeNull();
  });

  test('the gate is not known before 2.6', () => {
    const gate = flags(['feature-gates', `${objectIdentityGate}=true`]);
    expect(invalidFlag(reflector('0.34.0'), gate)?.problem).toMatch(/not supported/);
    expect(invalidFlag(reflector('0.35.0'), gate)).toBeNull();
  });

  test('a default account wants the gate open', () => {
    const lockdown = flags(['default-service-account', 'default']);
    expect(invalidFlag(reflector('1.0.0'), lockdown)?.flag).toBe('--default-service-account');
    expect(
      invalidFlag(
        reflector('1.0.0'),
        flags(['default-service-account', 'x'], ['feature-gates', `${objectIdentityGate}=true`]),
      ),
    ).toBeNull();
  });

  test('a default account wants no gate from Flux 2.10 on, and an old one does no harm', () => {
    const source = capabilities('source-controller', '1.10.1');
    expect(source).toMatchObject({ assumed: false, identityGate: 'retired' });
    expect(invalidFlag(source, flags(['default-service-account', 'default']))).toBeNull();
    for (const value of ['true', 'false'])
      expect(invalidFlag(source, flags(['feature-gates', `${objectIdentityGate}=${value}`]))).toBeNull();
  });

  test('nothing is invalid where the version is not known', () => {
    expect(invalidFlag(reflector(null), flags(['gcp-autologin-for-gcr', 'true']))).toBeNull();
  });

  test('gates may be joined, repeated and overruled', () => {
    const gates = featureGates(flags(['feature-gates', 'A=true,B=false'], ['feature-gates', 'A=false']));
    expect([...gates]).toEqual([
      ['A', false],
      ['B', false],
    ]);
  });
});

test.each([
  ['pattern', 'gcr.io', true],
  ['pattern', 'eu.gcr.io', true],
  ['pattern', 'gcr.io:443', false],
  ['pattern', 'us-docker.pkg.dev', true],
  ['pattern', 'docker.us.rep.pkg.dev', false],
  ['suffixes', 'us-docker.pkg.dev', true],
  ['any-gcr', 'us-docker.pkg.dev', false],
  ['gcr.io', 'eu.gcr.io', false],
  ['none', 'gcr.io', false],
  ['pattern', 'docker.s3nsregistry.fr', false],
  ['pattern-and-sovereign', 'docker.s3nsregistry.fr', true],
  ['pattern-and-sovereign', 'evil-s3nsregistry.fr', false],
] as const)('the test %s takes %s for Google’s: %s', (hostTest, host, answer) => {
  expect(takesForGoogle(hostTest, host)).toBe(answer);
});
