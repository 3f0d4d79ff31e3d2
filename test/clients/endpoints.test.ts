import { describe, expect, test } from 'vitest';
import { endpointsOf } from '../../src/clients/transport/endpoints.ts';
import { UsageError } from '../../src/clients/usage-error.ts';

const iam = 'CLOUDSDK_API_ENDPOINT_OVERRIDES_IAM';
const storage = 'CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE';

describe('endpoint overrides', () => {
  test.each([
    [
      { [iam]: 'https://iam-psc.p.googleapis.com/' },
      'https://iam.googleapis.com/v1/x?y=1',
      'https://iam-psc.p.googleapis.com/v1/x?y=1',
    ],
    [{ [iam]: 'http://127.0.0.1:80/base/' }, 'https://iam.googleapis.com/v1/x', 'http://127.0.0.1/base/v1/x'],
    [
      { [storage]: 'https://s.example/' },
      'https://storage.googleapis.com/storage/v1/b/x',
      'https://s.example/storage/v1/b/x',
    ],
    [
      { [storage]: 'https://s.example/storage/v1/' },
      'https://storage.googleapis.com/storage/v1/b/x',
      'https://s.example/storage/v1/b/x',
    ],
    [{ [iam]: 'https://iam.example/' }, 'https://sts.googleapis.com/v1/token', 'https://sts.googleapis.com/v1/token'],
    [{ [iam]: '' }, 'https://iam.googleapis.com/v1/x', 'https://iam.googleapis.com/v1/x'],
  ])('%j: %s becomes %s', (env, url, expected) => {
    expect(endpointsOf(env).rewrite(new URL(url)).href).toBe(expected);
  });

  test.each([
    ['https://iam.example', /end in/],
    ['iam.example/', /absolute/],
    ['ftp://iam.example/', /absolute/],
    ['http://iam.example/', /http:\/\/ only to this machine/],
    ['https://joe:secret@iam.example/', /no user/],
    ['https://iam.example/?x=/', /query/],
  ])('%s is refused, and the variable named', (value, why) => {
    const open = (): unknown => endpointsOf({ [iam]: value });
    expect(open).toThrow(UsageError);
    expect(open).toThrow(why);
    expect(open).toThrow(iam);
    expect(open).not.toThrow(/secret/);
  });
});

describe('registry mirrors', () => {
  test('are in force, and reported', () => {
    const endpoints = endpointsOf({
      FLUX_WI_REGISTRY_MIRRORS: 'gcr.io=https://mirror.example/gcr, europe-docker.pkg.dev=http://localhost:5000/',
    });
    expect(endpoints.mirrorOf('gcr.io')?.href).toBe('https://mirror.example/gcr/');
    expect(endpoints.mirrorOf('us.gcr.io')).toBeNull();
    expect(endpoints.active).toEqual({
      'gcr.io': 'https://mirror.example/gcr/',
      'europe-docker.pkg.dev': 'http://localhost:5000/',
    });
  });

  test.each([
    'docker.io=https://mirror.example/',
    'gcr.io',
    'evil.com/x.gcr.io=https://m.example/',
    'gcr.io=http://m.example/',
  ])('%s is refused', (value) => {
    expect(() => endpointsOf({ FLUX_WI_REGISTRY_MIRRORS: value })).toThrow(UsageError);
    expect(() => endpointsOf({ FLUX_WI_REGISTRY_MIRRORS: value })).toThrow(/FLUX_WI_REGISTRY_MIRRORS/);
  });
});
