import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fluxTakes, readAnnotation } from '../../src/chain/ksa-annotation.ts';

const key = 'iam.gke.io/gcp-service-account';
const gsa = 'flux-images@acme-prod.iam.gserviceaccount.com';

test.each([
  gsa,
  'a@proj.example.com.iam.gserviceaccount.com',
  '123456789012-compute@developer.gserviceaccount.com',
  'acme-prod@appspot.gserviceaccount.com',
  'g@p.eu0.iam.gserviceaccount.com',
  'Flux-Images@acme-prod.iam.gserviceaccount.com',
])('%s is the e-mail of a service account', (email) => {
  expect(readAnnotation({ [key]: email })).toEqual({ kind: 'email', email });
});

test('no annotation, an empty one, and one of quotes alone are three things', () => {
  expect(readAnnotation({})).toEqual({ kind: 'absent' });
  expect(readAnnotation({ [key]: '' })).toEqual({ kind: 'empty', value: '' });
  expect(readAnnotation({ [key]: ' \n' })).toEqual({ kind: 'empty', value: ' \n' });
  expect(readAnnotation({ [key]: "''" })).toEqual({ kind: 'quotes', value: "''" });
  expect(readAnnotation({ [key]: '""' })).toEqual({ kind: 'quotes', value: '""' });
});

test.each([
  [`${gsa} `, /blanks/, gsa],
  [`${gsa}\n`, /blanks/, gsa],
  [`"${gsa}"`, /quotes/, gsa],
  [`serviceAccount:${gsa}`, /serviceAccount:/, gsa],
  [`${key}=${gsa}`, /key again/, gsa],
  ['[flux-images]@[acme-prod].iam.gserviceaccount.com', /brackets/, gsa],
  ['${GSA}', /brackets/, null],
  ['flux-images', /no @PROJECT/, null],
  ['flux-images@acme-prod', /does not end/, gsa],
  ['flux-images@acme-prod.iam.gserviceaccount.co', /does not end/, gsa],
  ['flux-images@acme-prod.iam.gserviceacount.com', /does not end/, gsa],
  [`projects/acme-prod/serviceAccounts/${gsa}`, /resource name/, gsa],
  ['112233445566778899001', /number/, null],
  ['flux-images@123456789012.iam.gserviceaccount.com', /project’s number/, null],
  ['GSA_NAME@PROJECT_ID.iam.gserviceaccount.com', /_/, null],
  ['jane@acme.example', /not the e-mail of a service account/, null],
])('%j is malformed', (value, problem, likely) => {
  expect(readAnnotation({ [key]: value })).toEqual({
    kind: 'malformed',
    value,
    problem: expect.stringMatching(problem),
    likely,
  });
});

describe('keys that were meant to be the annotation’s', () => {
  test.each([
    'iam.gke.io/gcp-serviceaccount',
    'iam.gke.io/gcp-service-acount',
    'iam.gke.io/gcp_service_account',
    'iam.gke.io/gcp-service-accounts',
    'iam.gke.oi/gcp-service-account',
    'gke.io/gcp-service-account',
    'gcp-service-account',
    'iam.gke.io/service-account',
  ])('%s', (wrong) => {
    expect(readAnnotation({ [wrong]: gsa })).toEqual({ kind: 'misspelled-key', key: wrong, value: gsa, likely: gsa });
  });

  test('key and value run together', () => {
    const value = `${key}=${gsa}`;
    expect(readAnnotation({ note: value })).toEqual({ kind: 'misspelled-key', key: 'note', value, likely: gsa });
  });

  test('what Helm leaves of a key that it split at the dots', () => {
    const value = `map[gke:map[io/gcp-service-account:${gsa}]]`;
    expect(readAnnotation({ iam: value })).toEqual({ kind: 'split-key', key: 'iam', value, likely: gsa });
  });

  test.each([
    ['iam.gke.io/credential-quota-project', 'acme-prod'],
    ['iam.gke.io/return-principal-id-as-email', 'true'],
    ['kubectl.kubernetes.io/last-applied-configuration', `{"${key}":"${gsa}"}`],
    ['owner', 'jane@acme.example'],
    ['eks.amazonaws.com/role-arn', 'arn:aws:iam::1:role/x'],
  ])('%s is none of them', (other, value) => {
    expect(readAnnotation({ [other]: value })).toEqual({ kind: 'absent' });
  });
});

test('Flux takes fewer forms than Google', () => {
  expect(fluxTakes(gsa)).toBe(true);
  expect(fluxTakes('a@proj.example.com.iam.gserviceaccount.com')).toBe(false);
  expect(fluxTakes('1-compute@developer.gserviceaccount.com')).toBe(false);
});

test('a megabyte of anything is read, and shown cut', () => {
  const reading = readAnnotation({ [key]: `${'a-'.repeat(500_000)}@x`, ['b'.repeat(1_000_000)]: 'c' });
  expect(reading).toMatchObject({ kind: 'malformed', problem: expect.stringMatching(/longer/) });
  expect(JSON.stringify(reading).length).toBeLessThan(1000);
});

test('any annotations at all are read to an end', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (annotations) => {
      expect(readAnnotation(annotations).kind).toEqual(expect.any(String));
    }),
  );
  expect(readAnnotation(JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>).kind).toBe(
    'absent',
  );
});
