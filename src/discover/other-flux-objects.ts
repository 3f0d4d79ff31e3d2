import * as z from 'zod';
import type { Kubernetes, ListScope, ServedResource } from '../clients/kubernetes.ts';
import { ApiError } from '../clients/api-error.ts';
import { oneLine } from './one-line.ts';

/** An object of Flux that is not ready, of whatever kind, in its own words. */
export interface FailingObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly message: string;
  /** When the condition last turned, RFC 3339. */
  readonly since: string | null;
}

const object = z.object({
  kind: z.string().optional(),
  metadata: z.object({ name: z.string(), namespace: z.string().default('') }),
  spec: z
    .looseObject({
      suspend: z.boolean().nullish().catch(null),
      provider: z.string().nullish().catch(null),
      type: z.string().nullish().catch(null),
      url: z.string().nullish().catch(null),
      sourceRef: z
        .object({ kind: z.string().nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  status: z.object({
    conditions: z.array(
      z.object({
        type: z.string(),
        status: z.string(),
        message: z.string().catch(''),
        lastTransitionTime: z.string().nullish().catch(null),
      }),
    ),
  }),
});

export interface OtherObjects {
  /** Not ready, and in words that name Google. */
  readonly objects: readonly FailingObject[];
  /** Kinds that could not be listed. */
  readonly unread: readonly string[];
  /** What may read Google as Flux's identities and is not walked, ready or not: kinds with their number. */
  readonly unwalked: readonly string[];
}

/**
 * Every object of Flux that is not ready and whose words name a host or an address of Google, with the kinds that could
 * not be listed. Which kinds there are is told by the API server, so that one of a later version is seen too.
 *
 * @param namespaces empty: all
 */
export async function failingOnGoogle(kubernetes: Kubernetes, namespaces: readonly string[]): Promise<OtherObjects> {
  const kinds = preferred((await kubernetes.served()).filter(({ group }) => isFlux(group)));
  const scopes: readonly (ListScope | undefined)[] =
    namespaces.length === 0 ? [undefined] : namespaces.map((namespace) => ({ namespace }));
  const seen = await Promise.all(kinds.flatMap((kind) => scopes.map((scope) => listed(kubernetes, kind, scope))));
  const read = seen.filter((each) => typeof each !== 'string');
  const counts = new Map<string, number>();
  for (const what of read.flatMap(({ unwalked }) => unwalked)) counts.set(what, (counts.get(what) ?? 0) + 1);
  return {
    objects: read.flatMap(({ failing }) => failing),
    unread: [...new Set(seen.filter((each) => typeof each === 'string'))],
    unwalked: [...counts].map(([what, count]) => `${count} ${what}`),
  };
}

function isFlux(group: string): boolean {
  return (
    group.endsWith('.toolkit.fluxcd.io') ||
    group.endsWith('.extensions.fluxcd.io') ||
    group === 'fluxcd.controlplane.io'
  );
}

/** The newest version of each: it is the one that discovery lists lazily or not, and all serve the same objects. */
function preferred(served: readonly ServedResource[]): readonly ServedResource[] {
  const byResource = Map.groupBy(served, ({ group, resource }) => `${resource}.${group}`);
  return [...byResource.values()].flatMap((versions) => versions[0] ?? []);
}

/** What was seen of one kind; its name where it may not be listed. */
async function listed(
  kubernetes: Kubernetes,
  kind: ServedResource,
  scope: ListScope | undefined,
): Promise<{ readonly failing: readonly FailingObject[]; readonly unwalked: readonly string[] } | string> {
  try {
    const items = (await kubernetes.listCustom(kind, scope)) ?? [];
    const parsed = items
      .map((raw) => object.safeParse(raw).data)
      .filter((data) => data !== undefined)
      .filter(({ spec }) => spec?.suspend !== true);
    return {
      failing: parsed.flatMap((data) => failingOf(kind.kind, data)),
      unwalked: parsed.flatMap((data) => unwalkedOf(data.kind ?? kind.kind, data.spec)),
    };
  } catch (error) {
    if (error instanceof ApiError) return kind.resource;
    throw error;
  }
}

type Parsed = z.infer<typeof object>;

function failingOf(kind: string, { kind: own, metadata, status: { conditions } }: Parsed): readonly FailingObject[] {
  const failing =
    conditions.find(({ type, status }) => type === 'Stalled' && status === 'True') ??
    conditions.find(({ type, status }) => type === 'Ready' && status === 'False');
  if (failing === undefined || !namesGoogle(failing.message)) return [];
  return [
    { kind: own ?? kind, ...metadata, message: oneLine(failing.message), since: failing.lastTransitionTime ?? null },
  ];
}

/** Where a version of Flux that is not known yet, or a file in Git, decides what is read of Google's. */
function unwalkedOf(kind: string, spec: Parsed['spec']): readonly string[] {
  switch (kind) {
    case 'GitRepository':
      return spec?.provider === 'gcp' ? ['GitRepository with provider gcp'] : [];
    case 'HelmChart':
      return ['GitRepository', 'Bucket'].includes(spec?.sourceRef?.kind ?? '')
        ? ['HelmChart from a Git repository or a bucket']
        : [];
    case 'ResourceSetInputProvider':
      return spec?.type !== 'GARArtifactTag' && namesGoogle(spec?.url ?? '')
        ? [`ResourceSetInputProvider of type ${spec?.type ?? 'none'}`]
        : [];
    default:
      return [];
  }
}

function namesGoogle(message: string): boolean {
  return /(?:^|[^\w.-])(?:[\w-]+\.)*(?:googleapis\.com|gcr\.io|pkg\.dev|gserviceaccount\.com|svc\.id\.goog|google\.internal|sourcemanager\.dev|source\.developers\.google\.com)\b|169\.254\.169\.25[24]/.test(
    message,
  );
}
