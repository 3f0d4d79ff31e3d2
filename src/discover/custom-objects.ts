import type { Finding, ScanObject } from '../chain/vocabulary.ts';
import type { Kubernetes, KubernetesObject, ServedResource } from '../clients/kubernetes.ts';
import { ApiError } from '../clients/api-error.ts';
import {
  readBucket,
  readGarArtifactTag,
  readHelmCharts,
  readImageRepository,
  readOciRepository,
  reflectedTags,
  withReflectedTag,
} from './flux-objects.ts';
import { listReach } from './reach.ts';
import type { Seen } from './reach.ts';

interface CustomKind {
  readonly group: string;
  readonly resource: string;
  /** Newest first. */
  readonly versions: readonly string[];
}

const sources = 'source.toolkit.fluxcd.io';
const imageRepositories: CustomKind = {
  group: 'image.toolkit.fluxcd.io',
  resource: 'imagerepositories',
  versions: ['v1', 'v1beta2', 'v1beta1', 'v1alpha2', 'v1alpha1'],
};
const imagePolicies: CustomKind = {
  group: 'image.toolkit.fluxcd.io',
  resource: 'imagepolicies',
  versions: ['v1', 'v1beta2', 'v1beta1'],
};
const ociRepositories: CustomKind = { group: sources, resource: 'ocirepositories', versions: ['v1', 'v1beta2'] };
const helmRepositories: CustomKind = {
  group: sources,
  resource: 'helmrepositories',
  versions: ['v1', 'v1beta2', 'v1beta1'],
};
const helmCharts: CustomKind = { group: sources, resource: 'helmcharts', versions: ['v1', 'v1beta2', 'v1beta1'] };
const buckets: CustomKind = { group: sources, resource: 'buckets', versions: ['v1', 'v1beta2', 'v1beta1'] };
const inputProviders: CustomKind = {
  group: 'fluxcd.controlplane.io',
  resource: 'resourcesetinputproviders',
  versions: ['v1'],
};

export interface FluxObjects {
  readonly objects: readonly ScanObject[];
  /** Objects whose shape is none that Flux could work on. */
  readonly unreadable: number;
  /** Lists over all namespaces that were refused. */
  readonly refused: readonly Finding[];
  /** Of those, the kinds of which nothing at all could be seen. */
  readonly blind: readonly Finding[];
}

/** All objects of Flux v2 that read registries, in the newest version of each kind that is served. */
export async function fluxObjects(kubernetes: Kubernetes, likely: readonly string[]): Promise<FluxObjects> {
  const list = (kind: CustomKind) => listNewest(kubernetes, kind, likely);
  // Without them an image is listed all the same: whether they may be listed is no question of its own.
  const policies = list(imagePolicies).then(
    ({ items }) => reflectedTags(items),
    (error: unknown) => {
      if (error instanceof ApiError) return reflectedTags([]);
      throw error;
    },
  );
  const [images, oci, repositories, charts, stored, providers, reflected] = await Promise.all([
    list(imageRepositories),
    list(ociRepositories),
    list(helmRepositories),
    list(helmCharts),
    list(buckets),
    list(inputProviders),
    policies,
  ]);
  const withTag = (object: ScanObject | null) => (object === null ? null : withReflectedTag(object, reflected));
  const parsed = [...images.items.map((raw) => withTag(readImageRepository(raw))), ...oci.items.map(readOciRepository)];
  const read = parsed.filter((object) => object !== null);
  const others = [...stored.items.map(readBucket), ...providers.items.map(readGarArtifactTag)];
  const all = [images, oci, repositories, charts, stored, providers];
  return {
    objects: [
      ...read,
      ...readHelmCharts(charts.items, repositories.items),
      ...others.filter((object) => object !== null),
    ],
    unreadable: parsed.length - read.length,
    refused: all.flatMap((seen) => (seen.refused === null ? [] : [seen.refused])),
    blind: all.flatMap((seen) => (seen.blind && seen.refused !== null ? [seen.refused] : [])),
  };
}

/**
 * The newest version is listed at once, without waiting for discovery; only where it is not served, discovery (which
 * was asked at the same time) says which one is.
 */
async function listNewest(
  kubernetes: Kubernetes,
  kind: CustomKind,
  likely: readonly string[],
): Promise<Seen<KubernetesObject>> {
  const served = servedVersions(kubernetes, kind);
  const [newest = 'v1', ...older] = kind.versions;
  const ask = (version: string) =>
    listReach(
      kind,
      likely,
      (scope) => kubernetes.listCustom({ group: kind.group, version, resource: kind.resource }, scope),
      async () => (await served)?.length === 0,
    );
  let seen = await ask(newest);
  // A 403 comes before a 404: a version that is not served is refused like one that is.
  const known = seen.served ? null : await served;
  if (known !== null && !known.includes(newest)) {
    if (known.length === 0) return { items: [], served: false, refused: null, blind: false };
    for (const version of older) {
      if (!known.includes(version)) continue;
      seen = await ask(version);
      if (seen.served || seen.refused !== null) break;
    }
  } else if (known === null && !seen.served && !seen.blind) {
    for (const version of older) {
      seen = await ask(version);
      if (seen.served) break;
    }
  }
  return seen;
}

/** In which versions a custom resource is served, by discovery, which needs no right; `null`: it did not say. */
export async function servedVersions(
  kubernetes: Kubernetes,
  kind: Pick<CustomKind, 'group' | 'resource'>,
): Promise<readonly string[] | null> {
  let all: readonly ServedResource[];
  try {
    all = await kubernetes.served();
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
  return all.filter((each) => each.group === kind.group && each.resource === kind.resource).map((each) => each.version);
}
