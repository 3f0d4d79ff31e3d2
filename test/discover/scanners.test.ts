import { describe, expect, test } from 'vitest';
import { controllerFlags, flagIsOn } from '../../src/discover/controller-flags.ts';
import { scannersIn } from '../../src/discover/scanners.ts';
import { deployment } from './deployments.ts';
import type { Sketch } from './deployments.ts';

const found = (sketch: Sketch) =>
  scannersIn([deployment(sketch)]).map(({ ref, serviceAccount }) => [ref.component, ref.version, serviceAccount]);

const flux = { 'app.kubernetes.io/part-of': 'flux' };

describe('a scanner is known by what it is, not by its name', () => {
  test.each<[string, Sketch, unknown[]]>([
    [
      'bootstrap',
      {
        name: 'image-reflector-controller',
        image: 'ghcr.io/fluxcd/image-reflector-controller:v1.0.1',
        labels: flux,
        serviceAccount: 'image-reflector-controller',
      },
      ['image-reflector-controller', '1.0.1', 'image-reflector-controller'],
    ],
    [
      'a mirror, another name, no KSA set',
      {
        name: 'scanner',
        image: 'registry.acme.example:5000/mirror/fluxcd/image-reflector-controller:v0.35.2@sha256:0',
      },
      ['image-reflector-controller', '0.35.2', 'default'],
    ],
    [
      'a mirror that flattens paths',
      { name: 'x', image: 'registry.acme.example/ghcr.io-fluxcd-source-controller:v1.6.0' },
      ['source-controller', '1.6.0', 'default'],
    ],
    [
      'by digest alone: the label has the release of Flux',
      {
        name: 'image-reflector-controller',
        image: 'ghcr.io/controlplaneio-fluxcd/distroless/image-reflector-controller@sha256:0',
        labels: { ...flux, 'app.kubernetes.io/version': 'v2.6.4' },
      },
      ['image-reflector-controller', '0.35.0', 'default'],
    ],
    [
      'an image renamed beyond recognition: the component label',
      {
        name: 'x',
        image: 'registry.acme.example/irc:v1.1.0',
        labels: { ...flux, 'app.kubernetes.io/component': 'image-reflector-controller' },
      },
      ['image-reflector-controller', '1.1.0', 'default'],
    ],
    [
      'Flux v1',
      { name: 'flux', namespace: 'flux', image: 'docker.io/fluxcd/flux:1.25.4', serviceAccount: 'flux' },
      ['flux-v1', '1.25.4', 'flux'],
    ],
    [
      'Flux v1, mirrored',
      { name: 'gitops', image: 'eu.gcr.io/acme/flux:1.20.0', args: ['--git-url=git@x'] },
      ['flux-v1', '1.20.0', 'default'],
    ],
    [
      'Flux v1 of Weaveworks',
      { name: 'flux', image: 'quay.io/weaveworks/flux:1.11.0' },
      ['flux-v1', '1.11.0', 'default'],
    ],
    [
      'flux-operator',
      { name: 'op', image: 'ghcr.io/controlplaneio-fluxcd/flux-operator:v0.30.0' },
      ['flux-operator', '0.30.0', 'default'],
    ],
  ])('%s', (_, sketch, expected) => {
    expect(found(sketch)).toEqual([expected]);
  });

  test.each<[string, Sketch]>([
    ['a controller of Knative', { name: 'x', image: 'gcr.io/knative-releases/pingsource-controller:v1.0.0' }],
    ['another source-controller', { name: 'x', image: 'gcr.io/knative-releases/source-controller:v1.0.0' }],
    [
      'a controller of Flux that scans nothing',
      { name: 'x', image: 'ghcr.io/fluxcd/kustomize-controller:v1.0.0', labels: flux },
    ],
    ['some influx', { name: 'flux', image: 'acme/flux:2' }],
  ])('not %s', (_, sketch) => {
    expect(found(sketch)).toEqual([]);
  });

  test('an all-in-one Deployment is several', () => {
    const more = [{ name: 'source-controller', image: 'ghcr.io/fluxcd/source-controller:v1.6.0' }];
    expect(
      found({ name: 'flux', image: 'ghcr.io/fluxcd/image-reflector-controller:v0.35.0', more, serviceAccount: 'flux' }),
    ).toEqual([
      ['image-reflector-controller', '0.35.0', 'flux'],
      ['source-controller', '1.6.0', 'flux'],
    ]);
  });

  test('Deployments with nothing in them are no trouble', () => {
    expect(scannersIn([{}, { metadata: {} }, { spec: { selector: {}, template: {} } }])).toEqual([]);
  });
});

test('flags in all their forms', () => {
  const flags = controllerFlags(
    {
      name: 'manager',
      env: [
        { name: 'RUNTIME_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
        { name: 'SHARD', value: 'a' },
      ],
      command: ['/usr/bin/controller'],
      args: [
        '--watch-all-namespaces=false',
        '--gcp-autologin-for-gcr',
        'stray',
        '--feature-gates',
        'A=true',
        '--feature-gates=B=true',
        '-log-level=debug',
        '--watch-label-selector=sharding.fluxcd.io/key=$(SHARD)',
        '--events-addr=http://n.$(RUNTIME_NAMESPACE).svc.$(UNKNOWN)/',
      ],
    },
    'flux-system',
  );
  expect(Object.fromEntries(flags)).toEqual({
    'watch-all-namespaces': ['false'],
    'gcp-autologin-for-gcr': ['true'],
    'feature-gates': ['A=true', 'B=true'],
    'log-level': ['debug'],
    'watch-label-selector': ['sharding.fluxcd.io/key=a'],
    'events-addr': ['http://n.flux-system.svc.$(UNKNOWN)/'],
  });
  expect(flagIsOn(flags, 'watch-all-namespaces', true)).toBe(false);
  expect(flagIsOn(flags, 'absent', true)).toBe(true);
});
