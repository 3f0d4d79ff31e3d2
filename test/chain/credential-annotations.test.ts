import { describe, expect, test } from 'vitest';
import { readCredential } from '../../src/chain/credential-annotations.ts';

const key = 'credential.auth.fluxcd.io';

describe('the credential that a KSA chooses', () => {
  test.each([
    [{}, false, { kind: 'own-token', audience: null }],
    [{ provider: 'kubernetes', type: 'jwt' }, false, { kind: 'own-token', audience: null }],
    [{ username: 'flux', expiration: '10m' }, false, { kind: 'own-token', audience: null }],
    [{ audiences: 'a.example, b.example' }, true, { kind: 'own-token', audience: 'a.example' }],
    [{ audiences: 'a.example\nb.example' }, true, { kind: 'own-token', audience: 'a.example' }],
    [{ audiences: 'a.example' }, false, { kind: 'refused', annotation: `${key}/audiences` }],
    [{ provider: 'spiffe', type: 'jwt' }, false, { kind: 'elsewhere', value: 'spiffe' }],
    [{ provider: 'spiffe', type: 'x509' }, false, { kind: 'refused', annotation: `${key}/type`, value: 'x509' }],
    [{ provider: 'spire', type: 'jwt' }, false, { kind: 'refused', value: 'spire' }],
    [{ provider: 'kubernetes' }, false, { kind: 'elsewhere', annotation: `${key}/provider` }],
    [{ type: 'jwt' }, false, { kind: 'elsewhere', annotation: `${key}/type` }],
  ])('%j, beside a provider of its own: %s', (annotations, ownProvider, reading) => {
    const keyed = Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`${key}/${name}`, value]));
    expect(readCredential(keyed, ownProvider)).toMatchObject(reading);
  });
});
