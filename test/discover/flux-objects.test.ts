import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/clients/kubernetes.ts';
import {
  readBucket,
  readGarArtifactTag,
  readHelmCharts,
  readImageRepository,
  readOciRepository,
  reflectedTags,
} from '../../src/discover/flux-objects.ts';
import { goDuration } from '../../src/discover/go-duration.ts';

const metadata = { name: 'api', namespace: 'apps', generation: 3 };

describe('ImageRepository', () => {
  test('spec and a good scan', () => {
    expect(
      readImageRepository({
        metadata,
        spec: {
          image: 'gcr.io/acme/api',
          interval: '5m0s',
          provider: 'gcp',
          secretRef: { name: 's' },
          serviceAccountName: 'k',
          suspend: true,
        },
        status: {
          observedGeneration: 3,
          lastScanResult: { scanTime: '2026-11-24T10:00:00Z', tagCount: 34 },
          conditions: [
            {
              type: 'Ready',
              status: 'True',
              reason: 'Succeeded',
              message: 'successful scan: found 34 tags',
              lastTransitionTime: '2026-11-24T09:00:00Z',
            },
          ],
        },
      }),
    ).toMatchObject({
      kind: 'ImageRepository',
      image: 'gcr.io/acme/api',
      provider: 'gcp',
      secretRefs: ['s'],
      serviceAccountName: 'k',
      suspended: true,
      intervalSeconds: 300,
      status: {
        ready: true,
        stalled: false,
        scanTime: '2026-11-24T10:00:00Z',
        tagCount: 34,
        transition: '2026-11-24T09:00:00Z',
      },
    });
  });

  test('Stalled is read before Ready, and texts lose their line breaks and escapes', () => {
    const conditions = [
      { type: 'Ready', status: 'True', reason: 'Succeeded', message: 'old' },
      { type: 'Stalled', status: 'True', reason: 'ImageURLInvalid', message: 'a\n\tb\u001b[31mc' },
    ];
    expect(readImageRepository({ metadata, spec: { image: 'x:1' }, status: { conditions } })?.status).toMatchObject({
      ready: false,
      stalled: true,
      reason: 'ImageURLInvalid',
      message: 'a bc',
    });
  });

  test('what is not said is the CRD’s default', () => {
    expect(readImageRepository({ metadata, spec: { image: 'x' } })).toMatchObject({
      provider: 'generic',
      secretRefs: [],
      status: null,
    });
  });

  test('a time that is none is left out', () => {
    const status = { lastScanResult: { scanTime: 'yesterday', tagCount: 'many' } };
    expect(readImageRepository({ metadata, spec: { image: 'x' }, status })?.status).toMatchObject({ scanTime: null });
  });
});

test('an OCIRepository’s URL is an image behind a scheme', () => {
  expect(readOciRepository({ metadata, spec: { url: 'oci://us-docker.pkg.dev/acme/apps/api' } })?.image).toBe(
    'us-docker.pkg.dev/acme/apps/api',
  );
});

test.each([
  [undefined, { by: 'reference', reference: 'latest' }],
  [{ tag: 'v1' }, { by: 'reference', reference: 'v1' }],
  [
    { tag: 'v1', semver: '1.x' },
    { by: 'range', range: '1.x', filtered: false, plus: false },
  ],
  [
    { semver: '1.x', semverFilter: '-rc$' },
    { by: 'range', range: '1.x', filtered: true, plus: false },
  ],
  [
    { tag: 'v1', semver: '1.x', digest: 'sha256:1' },
    { by: 'reference', reference: 'sha256:1' },
  ],
  ['v1', { by: 'reference', reference: 'latest' }],
])('of the reference %j an OCIRepository pulls %j', (ref, pulls) => {
  expect(readOciRepository({ metadata, spec: { url: 'oci://us-docker.pkg.dev/a/b/c', ref } })?.pulls).toEqual(pulls);
});

test.each([
  [undefined, { by: 'range', range: '*', filtered: false, plus: true }],
  ['>=1.0.0', { by: 'range', range: '>=1.0.0', filtered: false, plus: true }],
  ['1.2.3', { by: 'reference', reference: '1.2.3' }],
  ['1.2.3+build.4', { by: 'reference', reference: '1.2.3_build.4' }],
])('of the version %j a HelmChart pulls %j', (version, pulls) => {
  const repository = {
    metadata: { name: 'r', namespace: 'apps' },
    spec: { type: 'oci', url: 'oci://us-docker.pkg.dev/a/b' },
  };
  const chart = {
    metadata: { name: 'c', namespace: 'apps' },
    spec: { chart: 'podinfo', version, sourceRef: { kind: 'HelmRepository', name: 'r' } },
  };
  expect(readHelmCharts([chart], [repository])[0]?.pulls).toEqual(pulls);
});

test('a chart is read with the login of its HelmRepository, which has no account of its own', () => {
  const repositories = [
    {
      metadata: { name: 'charts', namespace: 'apps' },
      spec: {
        type: 'oci',
        url: 'oci://us-docker.pkg.dev/acme/charts/',
        provider: 'gcp',
        serviceAccountName: 'nobodys',
      },
    },
    { metadata: { name: 'http', namespace: 'apps' }, spec: { url: 'https://charts.example' } },
  ];
  const chart = (name: string, repository: string): KubernetesObject => ({
    metadata: { name, namespace: 'apps' },
    spec: { chart: 'podinfo', interval: '1h', sourceRef: { kind: 'HelmRepository', name: repository } },
  });
  expect(readHelmCharts([chart('a', 'charts'), chart('b', 'http'), chart('c', 'gone')], repositories)).toMatchObject([
    {
      kind: 'HelmChart',
      name: 'a',
      image: 'us-docker.pkg.dev/acme/charts/podinfo',
      provider: 'gcp',
      serviceAccountName: null,
      intervalSeconds: 3600,
    },
  ]);
});

test('of Buckets only those that Google’s own API serves are read', () => {
  const stored = (spec: object) => ({ metadata, spec: { bucketName: 'acme-manifests', interval: '5m', ...spec } });
  expect(readBucket(stored({ provider: 'gcp', prefix: 'apps/', serviceAccountName: 'k' }))).toMatchObject({
    kind: 'Bucket',
    image: 'gs://acme-manifests',
    provider: 'gcp',
    prefix: 'apps/',
    serviceAccountName: 'k',
  });
  expect(readBucket(stored({ provider: 'generic' }))).toBeNull();
  expect(readBucket(stored({}))).toBeNull();
});

test('a policy that reflects digests has Flux pull the tag that it took', () => {
  const policy = (digestReflectionPolicy: string | undefined, namespace?: string) => ({
    metadata: { name: 'p', namespace: 'apps' },
    spec: { imageRepositoryRef: { name: 'api', namespace }, digestReflectionPolicy },
    status: { latestRef: { name: 'gcr.io/acme/api', tag: '1.2.3' } },
  });
  expect(reflectedTags([policy('Always')])).toEqual(new Map([['apps/api', '1.2.3']]));
  expect(reflectedTags([policy('IfNotPresent', 'images')])).toEqual(new Map([['images/api', '1.2.3']]));
  expect(reflectedTags([policy('Never'), policy(undefined), {}])).toEqual(new Map());
});

test('of flux-operator’s inputs only GARArtifactTag reads Google’s registry', () => {
  const input = (type: string) => ({
    metadata,
    spec: { type, url: 'oci://us-docker.pkg.dev/acme/apps/api', serviceAccountName: 'k' },
  });
  expect(readGarArtifactTag(input('GARArtifactTag'))).toMatchObject({
    kind: 'GARArtifactTag',
    provider: null,
    serviceAccountName: 'k',
  });
  expect(readGarArtifactTag(input('GitHubTag'))).toBeNull();
});

test('an object of any shape is read or left, never a crash', () => {
  fc.assert(
    fc.property(
      fc.object({
        key: fc.constantFrom('metadata', 'spec', 'status', 'name', 'image', 'url', 'conditions', 'type'),
        maxDepth: 4,
      }),
      (raw) => {
        readImageRepository(raw);
        readOciRepository(raw);
        readBucket(raw);
        reflectedTags([raw]);
        readGarArtifactTag(raw);
        readHelmCharts([raw], [raw]);
      },
    ),
  );
});

test.each([
  ['5m0s', 300],
  ['1h30m', 5400],
  ['1.5h', 5400],
  ['250ms', 0.25],
  ['', null],
  ['5', null],
  ['soon', null],
])('%s is %s seconds', (text, seconds) => {
  expect(goDuration(text)).toBe(seconds);
});
