import { describe, expect, test } from 'vitest';
import type { ScanObject } from '../../src/chain/vocabulary.ts';
import { globMatches } from '../../src/discover/glob.ts';
import { aimedAt, defaultIdentity, identitiesOf } from '../../src/discover/identities.ts';
import { scannersIn } from '../../src/discover/scanners.ts';
import { targetsOf } from '../../src/discover/targets.ts';
import type { ScanWorkload } from '../../src/discover/workload.ts';
import { deployment } from './deployments.ts';

function object(over: Partial<ScanObject>): ScanObject {
  return {
    kind: 'ImageRepository',
    namespace: 'apps',
    name: 'api',
    image: 'europe-docker.pkg.dev/acme/apps/api',
    provider: 'gcp',
    secretRefs: [],
    serviceAccountName: null,
    proxySecret: null,
    suspended: false,
    insecure: false,
    intervalSeconds: 300,
    generation: 1,
    labels: {},
    status: null,
    ...over,
  };
}

function reflector(version: string, args: string[] = [], name = 'image-reflector-controller'): readonly ScanWorkload[] {
  const image = `ghcr.io/fluxcd/image-reflector-controller:v${version}`;
  return scannersIn([deployment({ name, image, args, serviceAccount: 'image-reflector-controller' })]);
}

const ids = (workloads: readonly ScanWorkload[], ...objects: ScanObject[]) =>
  identitiesOf('ctx', workloads, objects).identities.map(({ id }) => id);

const controller = 'ctx/flux-system/image-reflector-controller';
const gate = '--feature-gates=ObjectLevelWorkloadIdentity=true';

describe('as whom an object is read', () => {
  test.each<[string, string, string[], Partial<ScanObject>, string]>([
    ['its controller', '1.0.0', [], {}, controller],
    ['the account that it names', '1.0.0', [gate], { serviceAccountName: 'tenant' }, 'ctx/apps/tenant@object'],
    [
      'that one also behind a closed gate: Flux refuses, and does not fall back',
      '1.0.0',
      [],
      { serviceAccountName: 'tenant' },
      'ctx/apps/tenant@object',
    ],
    [
      'the controller, where the version takes the name for pull secrets',
      '0.34.0',
      [],
      { serviceAccountName: 'tenant' },
      controller,
    ],
    [
      'the controller, where the provider is generic',
      '1.0.0',
      [gate],
      { serviceAccountName: 'tenant', provider: 'generic' },
      controller,
    ],
    [
      'the default account in the object’s namespace',
      '1.0.0',
      [gate, '--default-service-account=lock'],
      {},
      'ctx/apps/lock@object',
    ],
    [
      'the controller, where the version has no default account',
      '0.35.0',
      [gate, '--default-service-account=lock'],
      {},
      controller,
    ],
  ])('%s', (_, version, args, over, id) => {
    expect(ids(reflector(version, args), object(over))).toEqual([id]);
  });

  test('a chart is always the controller’s, also under lockdown', () => {
    const source = scannersIn([
      deployment({
        name: 'source-controller',
        image: 'ghcr.io/fluxcd/source-controller:v1.7.0',
        args: [gate, '--default-service-account=lock'],
        serviceAccount: 'source-controller',
      }),
    ]);
    expect(ids(source, object({ kind: 'HelmChart' }), object({ kind: 'OCIRepository' }))).toEqual([
      'ctx/apps/lock@object',
      'ctx/flux-system/source-controller',
    ]);
  });

  test('an object without a controller of its kind is an orphan', () => {
    const { identities, orphans } = identitiesOf('ctx', reflector('1.0.0'), [object({ kind: 'OCIRepository' })]);
    expect(identities).toEqual([]);
    expect(orphans).toHaveLength(1);
  });
});

describe('shards', () => {
  const shards = [
    ...reflector('1.0.0', ['--watch-label-selector=!sharding.fluxcd.io/key']),
    ...reflector('1.0.0', ['--watch-label-selector=sharding.fluxcd.io/key=a'], 'image-reflector-controller-a'),
  ];
  test('one identity, and both workloads behind it', () => {
    const { identities } = identitiesOf('ctx', shards, [
      object({}),
      object({ name: 'b', labels: { 'sharding.fluxcd.io/key': 'a' } }),
    ]);
    expect(identities).toHaveLength(1);
    expect(identities[0]?.workloads.map(({ name }) => name)).toEqual([
      'image-reflector-controller',
      'image-reflector-controller-a',
    ]);
  });
});

describe('targets', () => {
  const status = {
    ready: true,
    stalled: false,
    reason: '',
    message: '',
    observedGeneration: 1,
    conditionGeneration: 1,
    transition: null,
    scanTime: null,
    tagCount: 1,
    lastWarning: null,
  };
  const many = (count: number, ready: boolean) =>
    Array.from({ length: count }, (_, index) =>
      object({ name: `o${index}`, image: `europe-docker.pkg.dev/acme/apps/i${index}`, status: { ...status, ready } }),
    );

  test('one image is one target, however many objects name it', () => {
    expect(targetsOf([object({}), object({ name: 'other' })])).toMatchObject([
      { objects: [{ name: 'api' }, { name: 'other' }], probe: true },
    ]);
  });
  test('one good image proves its repository', () => {
    expect(targetsOf(many(100, true)).filter((target) => target.probe)).toHaveLength(1);
  });
  test('failing ones are asked for, twenty at most', () => {
    expect(
      targetsOf([...many(3, true), object({ name: 'bad', status: { ...status, ready: false } })]).filter(
        (each) => each.probe,
      ),
    ).toHaveLength(2);
    expect(targetsOf(many(100, false)).filter((target) => target.probe)).toHaveLength(20);
  });
  test('a thousand objects over fifty identities are fifty identities', () => {
    const objects = many(1000, true).map((each, index) => ({
      ...each,
      namespace: `t${index % 50}`,
      serviceAccountName: 'k',
    }));
    const { identities } = identitiesOf('ctx', reflector('1.0.0', [gate]), objects);
    expect(identities).toHaveLength(50);
    expect(identities.flatMap(({ targets }) => targets)).toHaveLength(1000);
  });
});

describe('--image', () => {
  const workloads = reflector('1.0.0');
  const fallback = defaultIdentity('ctx', workloads, { namespace: null, serviceAccount: null });
  const { identities } = identitiesOf('ctx', workloads, [
    object({}),
    object({ name: 'o', namespace: 'x', serviceAccountName: 'k' }),
  ]);

  test('goes to those that scan it already', () => {
    const aimed = aimedAt(['europe-docker.pkg.dev/acme/apps/api'], identities, [], fallback);
    expect(new Set(aimed.map(({ id }) => id))).toEqual(new Set([controller, 'ctx/x/k@object']));
  });
  test('else to the image reflector', () => {
    expect(aimedAt(['gcr.io/acme/new'], identities, [], fallback)).toMatchObject([
      { id: controller, targets: [{ image: 'gcr.io/acme/new' }] },
    ]);
  });
  test('a KSA that nothing runs as can be asked about', () => {
    expect(defaultIdentity('ctx', [], { namespace: 'flux-system', serviceAccount: 'later' })).toMatchObject({
      id: 'ctx/flux-system/later',
      workloads: [],
    });
  });
});

test.each([
  ['k8s.gcr.io/*', 'k8s.gcr.io/pause', true],
  ['*', 'anything/at/all', true],
  ['gcr.io/*/api', 'gcr.io/a/b/api', true],
  ['gcr.io/acme/api', 'gcr.io/acme/api', true],
  ['gcr.io/acme/api', 'gcr.io/acme/api2', false],
  ['a*a', 'a', false],
  ['*'.repeat(50), 'x'.repeat(50), true],
])('glob %s on %s: %s', (glob, text, answer) => {
  expect(globMatches(glob, text)).toBe(answer);
});
