import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likelyImage, parseImage, pointsAtGoogle, tagOf, withoutTag } from '../../src/chain/image-reference.ts';

describe('images on Artifact Registry', () => {
  test('host, project, repository and image', () => {
    expect(parseImage('europe-west1-docker.pkg.dev/acme-prod/apps/team/api')).toEqual({
      kind: 'artifact-registry',
      host: 'europe-west1-docker.pkg.dev',
      project: 'acme-prod',
      location: 'europe-west1',
      repository: 'apps',
      imageName: 'team/api',
      path: 'acme-prod/apps/team/api',
    });
  });

  test('a domain-scoped project takes two segments', () => {
    expect(parseImage('us-docker.pkg.dev/example.com/proj/apps/api')).toMatchObject({
      project: 'example.com:proj',
      repository: 'apps',
      imageName: 'api',
    });
    expect(parseImage('gcr.io/example.com/proj/api')).toMatchObject({ project: 'example.com:proj', imageName: 'api' });
  });
});

test.each([
  ['gcr.io/acme/api', 'us', 'gcr.io'],
  ['us.gcr.io/acme/api', 'us', 'us.gcr.io'],
  ['eu.gcr.io/acme/api', 'europe', 'eu.gcr.io'],
  ['asia.gcr.io/acme/api', 'asia', 'asia.gcr.io'],
])('%s is served from %s by the repository %s', (image, location, repository) => {
  expect(parseImage(image)).toMatchObject({ kind: 'gcr', project: 'acme', location, repository, imageName: 'api' });
});

test.each([
  ['nginx', 'index.docker.io', 'library/nginx'],
  ['fluxcd/flux', 'index.docker.io', 'fluxcd/flux'],
  ['localhost:5000/a/b', 'localhost:5000', 'a/b'],
  ['ghcr.io/fluxcd/flux', 'ghcr.io', 'fluxcd/flux'],
  ['gcr.io.evil.example/a/b', 'gcr.io.evil.example', 'a/b'],
  ['evilgcr.io/a/b', 'evilgcr.io', 'a/b'],
  ['us-docker.pkg.dev.evil.example/a/b/c', 'us-docker.pkg.dev.evil.example', 'a/b/c'],
  ['constructor/app', 'index.docker.io', 'constructor/app'],
  ['registry.acme.example/gcr.io/x', 'registry.acme.example', 'gcr.io/x'],
])('%s is not on a registry of Google’s own', (image, host, path) => {
  expect(parseImage(image)).toEqual({ kind: 'not-google', host, path });
});

test.each([
  ['k8s.gcr.io/pause', 'k8s.gcr.io'],
  ['mirror.gcr.io/library/nginx', 'mirror.gcr.io'],
  ['europe.gcr.io/acme/api', 'europe.gcr.io'],
])('%s is on a host of Google’s that serves no project', (image, host) => {
  expect(parseImage(image)).toMatchObject({ kind: 'google-own', host });
});

test.each([
  ['EUROPE-WEST1-docker.pkg.dev/acme/apps/api', 'europe-west1-docker.pkg.dev', 'europe-west1'],
  ['EU.gcr.io/acme/api', 'eu.gcr.io', 'europe'],
])('%s is what Flux takes it for, and is asked for in lower case', (image, host, location) => {
  expect(parseImage(image)).toMatchObject({ host, location, project: 'acme', imageName: 'api' });
});

test.each([
  ['gcr.io:443/acme/api', 'gcr.io/acme/api'],
  ['us-docker.pkg.dev:443/acme/apps/api', 'us-docker.pkg.dev/acme/apps/api'],
  ['docker.europe-west1.rep.pkg.dev/acme/apps/api', 'europe-west1-docker.pkg.dev/acme/apps/api'],
  ['GCR.io/acme/api', 'gcr.io/acme/api'],
  ['us-docker.PKG.dev/acme/apps/api', 'us-docker.pkg.dev/acme/apps/api'],
  ['us-python.pkg.dev/acme/apps/api', null],
])('%s is Google’s, and Flux does not see it', (image, suggestion) => {
  expect(parseImage(image)).toMatchObject({ kind: 'unmatched', suggestion });
});

test.each([
  ['https://gcr.io/acme/api', /scheme/, 'gcr.io/acme/api'],
  ['oci://us-docker.pkg.dev/acme/apps/api', /scheme/, 'us-docker.pkg.dev/acme/apps/api'],
  ['gcr.io/acme/api:1.2', /tag/, 'gcr.io/acme/api'],
  ['gcr.io/acme/api@sha256:abc', /digest/, 'gcr.io/acme/api'],
  ['gcr.io/acme/API', /upper-case/, 'gcr.io/acme/api'],
  ['gcr.io/acme//api', /empty segment/, 'gcr.io/acme/api'],
  ['gcr.io/acme/api/', /slash/, 'gcr.io/acme/api'],
  ['gcr.io/acme', /segment is missing/, null],
  ['us-docker.pkg.dev/acme/apps', /segment is missing/, null],
  ['gcr.io', /no image/, null],
  [' gcr.io/acme/api', /blanks/, 'gcr.io/acme/api'],
  ['', /empty/, null],
])('%s is no reference that Flux takes', (image, reason, likely) => {
  expect(parseImage(image)).toEqual({ kind: 'invalid', reason: expect.stringMatching(reason) });
  expect(likelyImage(image)).toBe(likely);
});

test('what is malformed still points somewhere', () => {
  expect(pointsAtGoogle('https://gcr.io/acme/api')).toBe(true);
  expect(pointsAtGoogle('US-docker.pkg.dev/acme')).toBe(true);
  expect(pointsAtGoogle('evil.com#.gcr.io/x')).toBe(false);
  expect(pointsAtGoogle('evil.com/x.gcr.io')).toBe(false);
});

test('tags and digests of pod templates come off', () => {
  expect(withoutTag('localhost:5000/a:1@sha256:0')).toBe('localhost:5000/a');
  expect(tagOf('localhost:5000/a:1@sha256:0')).toBe('1');
  expect(tagOf('localhost:5000/a')).toBeNull();
});

test('any text at all is read to an end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      const registry = parseImage(text);
      if (registry.kind === 'artifact-registry' || registry.kind === 'gcr')
        expect(`${registry.host}/${registry.path}`).toBe(text);
      pointsAtGoogle(text);
      likelyImage(text);
    }),
  );
});
