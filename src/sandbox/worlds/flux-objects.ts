/** The objects by which Flux 2 reads registries. They carry no status: the sandbox's Flux writes it. */

import type { StoredObject } from '../world.ts';
import { daysAgo } from './times.ts';

function object(apiVersion: string, kind: string, namespace: string, name: string, spec: object): StoredObject {
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, creationTimestamp: daysAgo(100), generation: 1 },
    spec,
  };
}

/** @param more e.g. `serviceAccountName` */
export function imageRepository(namespace: string, name: string, image: string, more: object = {}): StoredObject {
  const spec = { image, interval: '5m0s', provider: 'gcp', exclusionList: ['^.*\\.sig$'], ...more };
  return object('image.toolkit.fluxcd.io/v1', 'ImageRepository', namespace, name, spec);
}

export function imagePolicy(namespace: string, name: string): StoredObject {
  const spec = {
    imageRepositoryRef: { name },
    policy: { semver: { range: '>=1.0.0' } },
    digestReflectionPolicy: 'Never',
  };
  return object('image.toolkit.fluxcd.io/v1', 'ImagePolicy', namespace, name, spec);
}

export function ociRepository(namespace: string, name: string, url: string, more: object = {}): StoredObject {
  const spec = { interval: '10m0s', provider: 'gcp', ref: { semver: '>=1.0.0' }, timeout: '60s', url, ...more };
  return object('source.toolkit.fluxcd.io/v1', 'OCIRepository', namespace, name, spec);
}

export function ociHelmRepository(namespace: string, name: string, url: string): StoredObject {
  const spec = { interval: '10m0s', provider: 'gcp', type: 'oci', url };
  return object('source.toolkit.fluxcd.io/v1', 'HelmRepository', namespace, name, spec);
}

export function helmChart(namespace: string, name: string, chart: string, repository: string): StoredObject {
  const spec = {
    chart,
    interval: '10m0s',
    reconcileStrategy: 'ChartVersion',
    sourceRef: { kind: 'HelmRepository', name: repository },
    version: '>=1.0.0',
  };
  return object('source.toolkit.fluxcd.io/v1', 'HelmChart', namespace, name, spec);
}

/** @param more e.g. `prefix` */
export function fluxBucket(namespace: string, name: string, bucketName: string, more: object = {}): StoredObject {
  const spec = { bucketName, endpoint: 'storage.googleapis.com', interval: '5m0s', provider: 'gcp', ...more };
  return object('source.toolkit.fluxcd.io/v1', 'Bucket', namespace, name, spec);
}
