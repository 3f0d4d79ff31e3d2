import { describe, expect, test } from 'vitest';
import { likelyProvider, providerAnnotation, readProvider } from '../../src/chain/identity-provider.ts';

const sound = 'projects/123456789012/locations/global/workloadIdentityPools/clusters/providers/prod';
const read = (value: string) => readProvider({ [providerAnnotation]: value });

describe('the provider that a KSA names for Flux', () => {
  test('is absent without the annotation, and where it is empty', () => {
    expect(readProvider({})).toEqual({ kind: 'absent' });
    expect(read('')).toEqual({ kind: 'absent' });
  });

  test('is taken as Flux takes it', () => {
    expect(read(sound)).toEqual({ kind: 'provider', name: sound });
  });

  test('with a line break or a quote at its end is taken too, and is another to Google', () => {
    for (const value of [`${sound}\n`, `${sound}"`]) {
      expect(read(value)).toEqual({ kind: 'provider', name: value });
      expect(likelyProvider(value)).toBe(sound);
    }
  });

  test.each([
    [`//iam.googleapis.com/${sound}`, 'begins with the host', sound],
    [`https://iam.googleapis.com/${sound}`, 'begins with the host', sound],
    [` ${sound}`, 'blanks', sound],
    [`"${sound}"`, 'quotes', sound],
    [sound.replace('123456789012', 'acme-prod'), 'id in place of its number', null],
    [sound.replace('/providers/prod', ''), 'no provider', null],
    ['acme-prod.svc.id.goog', 'own pool', null],
    ['locations/global/workforcePools/people/providers/okta', 'workforce', null],
    [sound.replace('global', 'europe-west1'), 'location', null],
    ['flux@acme-prod.iam.gserviceaccount.com', 'no resource name', null],
    [`${sound}/extra`, 'does not read', null],
  ])('%j is malformed: %s', (value, problem, likely) => {
    expect(read(value)).toEqual({
      kind: 'malformed',
      value,
      problem: expect.stringContaining(problem) as string,
      likely,
    });
  });
});
