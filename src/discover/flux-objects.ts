import * as z from 'zod';
import { readVersion } from '../chain/semver-range.ts';
import type { Pulled, ScanObject, ScanStatus } from '../chain/vocabulary.ts';
import type { KubernetesObject } from '../clients/kubernetes.ts';
import { goDuration } from './go-duration.ts';
import { oneLine } from './one-line.ts';

/**
 * Flux's objects as they come, read leniently: a field of a wrong shape is as good as absent, for whoever wrote it
 * wrong is told so by Flux, and the doctor has to go on.
 */

const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const count = z.number().nullish().catch(null);
const reference = z.object({ name: z.string() }).nullish().catch(null);

const metadata = z.object({
  name: z.string(),
  namespace: z.string().default(''),
  generation: count,
  labels: z.record(z.string(), z.string()).nullish().catch(null),
});

const status = z
  .object({
    observedGeneration: count,
    conditions: z
      .array(
        z.object({
          type: z.string(),
          status: z.string(),
          reason: text,
          message: text,
          lastTransitionTime: text,
          observedGeneration: count,
        }),
      )
      .nullish()
      .catch(null),
    lastScanResult: z.object({ scanTime: text, tagCount: count }).nullish().catch(null),
  })
  .nullish()
  .catch(null);

const common = {
  provider: text,
  secretRef: reference,
  proxySecretRef: reference,
  serviceAccountName: text,
  suspend: flag,
  insecure: flag,
  interval: text,
};

const object = <Spec extends z.ZodRawShape>(spec: Spec) => z.object({ metadata, spec: z.object(spec), status });

const imageRepository = object({ ...common, image: z.string() });
const ociRepository = object({
  ...common,
  url: z.string(),
  ref: z.object({ tag: text, digest: text, semver: text, semverFilter: text }).nullish().catch(null),
});
const helmRepository = object({ ...common, url: z.string(), type: text });
const helmChart = object({
  chart: z.string(),
  version: text,
  sourceRef: z.object({ kind: text, name: z.string() }),
  suspend: flag,
  interval: text,
});
const imagePolicy = z.object({
  metadata,
  spec: z.object({
    imageRepositoryRef: z.object({ name: z.string(), namespace: text }),
    digestReflectionPolicy: text,
  }),
  status: z
    .object({ latestRef: z.object({ tag: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
});
const bucket = object({ ...common, bucketName: z.string(), prefix: text });
const inputProvider = object({ ...common, type: text, url: text });

/** Far longer than any that can be read: what is cut off is still told to be too long. */
const longestImage = 1024;

type Common = z.infer<z.ZodObject<typeof common>>;

export function readImageRepository(raw: KubernetesObject): ScanObject | null {
  const { data } = imageRepository.safeParse(raw);
  return data === undefined ? null : scanObject('ImageRepository', data, data.spec.image, data.spec);
}

export function readOciRepository(raw: KubernetesObject): ScanObject | null {
  const { data } = ociRepository.safeParse(raw);
  if (data === undefined) return null;
  return { ...scanObject('OCIRepository', data, withoutOci(data.spec.url), data.spec), pulls: pulledOf(data.spec.ref) };
}

type Reference = z.infer<typeof ociRepository>['spec']['ref'];

/** A digest comes before a range, a range before a tag; `latest` where nothing is said. */
function pulledOf(ref: Reference): Pulled {
  if (ref?.digest) return { by: 'reference', reference: ref.digest };
  if (ref?.semver) return { by: 'range', range: ref.semver, filtered: Boolean(ref.semverFilter), plus: false };
  return { by: 'reference', reference: ref?.tag || 'latest' };
}

/** How a bucket is written where images are. */
export const bucketScheme = 'gs://';

/**
 * Which tag Flux pulls the digest of, by ImageRepository (`NAMESPACE/NAME`): an ImagePolicy that reflects digests asks for
 * the manifest of its latest tag, with the repository's identity.
 */
export function reflectedTags(policies: readonly KubernetesObject[]): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const raw of policies) {
    const { data } = imagePolicy.safeParse(raw);
    const tag = data?.status?.latestRef?.tag;
    if (data === undefined || !tag || !/^(?:Always|IfNotPresent)$/.test(data.spec.digestReflectionPolicy ?? ''))
      continue;
    const { name, namespace } = data.spec.imageRepositoryRef;
    tags.set(`${namespace || data.metadata.namespace}/${name}`, tag);
  }
  return tags;
}

/** The same object, with the tag that a policy pulls the digest of, if any does. */
export function withReflectedTag(read: ScanObject, tags: ReadonlyMap<string, string>): ScanObject {
  const reference = tags.get(`${read.namespace}/${read.name}`);
  return reference === undefined ? read : { ...read, pulls: { by: 'reference', reference } };
}

/** Of Buckets only those that are read from Cloud Storage by its own API. */
export function readBucket(raw: KubernetesObject): ScanObject | null {
  const { data } = bucket.safeParse(raw);
  if (data === undefined || data.spec.provider !== 'gcp') return null;
  const { bucketName, prefix } = data.spec;
  const read = scanObject('Bucket', data, `${bucketScheme}${bucketName}`, data.spec);
  return prefix ? { ...read, prefix } : read;
}

/** Of a flux-operator's `ResourceSetInputProvider`: only its type `GARArtifactTag` reads Google's registry. */
export function readGarArtifactTag(raw: KubernetesObject): ScanObject | null {
  const { data } = inputProvider.safeParse(raw);
  if (data?.spec.type !== 'GARArtifactTag' || !data.spec.url) return null;
  return { ...scanObject('GARArtifactTag', data, withoutOci(data.spec.url), data.spec), provider: null };
}

/**
 * The charts that are pulled from OCI registries. A HelmRepository of type `oci` does nothing itself (since Flux 2.2
 * its status is empty): the HelmChart pulls, with the repository's login, and its status shows the failure.
 */
export function readHelmCharts(
  charts: readonly KubernetesObject[],
  repositories: readonly KubernetesObject[],
): readonly ScanObject[] {
  const oci = new Map(
    repositories.flatMap((raw) => {
      const { data } = helmRepository.safeParse(raw);
      if (data === undefined || !(data.spec.type === 'oci' || data.spec.url.startsWith('oci://'))) return [];
      return [[`${data.metadata.namespace}/${data.metadata.name}`, data] as const];
    }),
  );
  return charts.flatMap((raw) => {
    const { data } = helmChart.safeParse(raw);
    if (data === undefined || (data.spec.sourceRef.kind ?? 'HelmRepository') !== 'HelmRepository') return [];
    const repository = oci.get(`${data.metadata.namespace}/${data.spec.sourceRef.name}`);
    if (repository === undefined) return [];
    const image = `${withoutOci(repository.spec.url).replace(/\/+$/, '')}/${data.spec.chart}`;
    const login = { ...repository.spec, suspend: data.spec.suspend, interval: data.spec.interval };
    // HelmRepository knows no service account: a field of that name is nobody's.
    return [
      {
        ...scanObject('HelmChart', data, image, login),
        serviceAccountName: null,
        pulls: chartVersion(data.spec.version),
      },
    ];
  });
}

/** A whole version is pulled without a look at what there is. */
function chartVersion(version: string | null | undefined): Pulled {
  const range = version || '*';
  return readVersion(range) === null
    ? { by: 'range', range, filtered: false, plus: true }
    : { by: 'reference', reference: range.replaceAll('+', '_') };
}

function withoutOci(url: string): string {
  return url.replace(/^oci:\/\//, '');
}

function scanObject(
  kind: ScanObject['kind'],
  raw: { metadata: z.infer<typeof metadata>; status?: z.infer<typeof status> },
  image: string,
  spec: Common,
): ScanObject {
  return {
    kind,
    namespace: raw.metadata.namespace,
    name: raw.metadata.name,
    image: image.slice(0, longestImage),
    // The CRDs' own default.
    provider: spec.provider || 'generic',
    secretRefs: spec.secretRef ? [spec.secretRef.name] : [],
    serviceAccountName: spec.serviceAccountName || null,
    proxySecret: spec.proxySecretRef?.name ?? null,
    suspended: spec.suspend === true,
    insecure: spec.insecure === true,
    intervalSeconds: spec.interval ? goDuration(spec.interval) : null,
    generation: raw.metadata.generation ?? null,
    labels: raw.metadata.labels ?? {},
    status: raw.status ? scanStatus(raw.status) : null,
  };
}

/** Stalled is read before Ready, which copies it only sometimes (fluxcd/pkg `runtime/reconcile`). */
function scanStatus(raw: NonNullable<z.infer<typeof status>>): ScanStatus {
  const conditions = raw.conditions ?? [];
  const ready = conditions.find((each) => each.type === 'Ready');
  const stalled = conditions.find((each) => each.type === 'Stalled' && each.status === 'True');
  const telling = stalled ?? ready;
  return {
    ready: stalled === undefined ? truth(ready?.status) : false,
    stalled: stalled !== undefined,
    reason: oneLine(telling?.reason ?? '', 256),
    message: oneLine(telling?.message ?? ''),
    observedGeneration: raw.observedGeneration ?? ready?.observedGeneration ?? null,
    conditionGeneration: telling?.observedGeneration ?? null,
    transition: time(telling?.lastTransitionTime),
    scanTime: time(raw.lastScanResult?.scanTime),
    tagCount: raw.lastScanResult?.tagCount ?? null,
    lastWarning: null,
  };
}

function truth(status: string | undefined): boolean | null {
  return status === 'True' ? true : status === 'False' ? false : null;
}

/** Only what is a point in time is kept: reports hold these as RFC 3339. */
function time(value: string | null | undefined): string | null {
  return value && z.iso.datetime({ offset: true }).safeParse(value).success ? value : null;
}
