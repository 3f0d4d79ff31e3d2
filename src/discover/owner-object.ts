import * as z from 'zod';
import type { Owner } from '../findings/subjects.ts';
import { ApiError } from '../clients/api-error.ts';
import type { Kubernetes } from '../clients/kubernetes.ts';
import { isRefused } from './permission-missing.ts';
import { oneLine } from './one-line.ts';

/** The object of Flux that owns another one, as far as it tells why a change does not arrive. */
export interface OwnerObject {
  readonly suspended: boolean;
  readonly ready: boolean | null;
  readonly message: string;
  /** Kustomization: `spec.path`. */
  readonly path: string | null;
  /** HelmRelease: `spec.values`. */
  readonly values: Readonly<Record<string, unknown>>;
}

const kinds = {
  kustomization: {
    group: 'kustomize.toolkit.fluxcd.io',
    resource: 'kustomizations',
    versions: ['v1', 'v1beta2', 'v1beta1'],
  },
  helmrelease: { group: 'helm.toolkit.fluxcd.io', resource: 'helmreleases', versions: ['v2', 'v2beta2', 'v2beta1'] },
  fluxinstance: { group: 'fluxcd.controlplane.io', resource: 'fluxinstances', versions: ['v1'] },
  resourceset: { group: 'fluxcd.controlplane.io', resource: 'resourcesets', versions: ['v1'] },
} as const;

const shape = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()).nullish().catch(null) }).nullish(),
  spec: z
    .object({
      suspend: z.boolean().nullish().catch(null),
      path: z.string().nullish().catch(null),
      values: z.record(z.string(), z.unknown()).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  status: z
    .object({
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), message: z.string().nullish().catch(null) }))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

/**
 * Reads the owner, where it is an object of Flux. `null`: there is none to read, or it is gone; `refused`: the caller
 * may not read it.
 */
export async function readOwner(kubernetes: Kubernetes, owner: Owner): Promise<OwnerObject | null | 'refused'> {
  if (!isFluxOwner(owner)) return null;
  const { group, resource, versions } = kinds[owner.kind];
  for (const version of await servedOf(kubernetes, group, resource, versions)) {
    let raw: unknown;
    try {
      raw = await kubernetes.getCustom({ group, version, resource }, owner.namespace, owner.name);
    } catch (error) {
      if (isRefused(error)) return 'refused';
      throw error;
    }
    const { data } = shape.safeParse(raw);
    if (data !== undefined) return ownerObject(data);
  }
  return null;
}

/** The owner with what only its own object tells: the path in Git that a Kustomization applies. */
export async function completed(kubernetes: Kubernetes, owner: Owner): Promise<Owner> {
  if (owner.kind !== 'kustomization') return owner;
  try {
    const object = await readOwner(kubernetes, owner);
    return object === null || object === 'refused' ? owner : { ...owner, path: object.path };
  } catch (error) {
    // It only makes the fix more exact.
    if (error instanceof ApiError) return owner;
    throw error;
  }
}

type FluxOwner = Extract<Owner, { kind: keyof typeof kinds }>;

function isFluxOwner(owner: Owner): owner is FluxOwner {
  return Object.hasOwn(kinds, owner.kind);
}

function ownerObject({ metadata, spec, status }: z.infer<typeof shape>): OwnerObject {
  const ready = status?.conditions?.find((each) => each.type === 'Ready');
  return {
    suspended:
      spec?.suspend === true ||
      metadata?.annotations?.['fluxcd.controlplane.io/reconcile']?.toLowerCase() === 'disabled',
    ready: ready?.status === 'True' ? true : ready?.status === 'False' ? false : null,
    message: oneLine(ready?.message ?? '', 1024),
    path: spec?.path ?? null,
    values: spec?.values ?? {},
  };
}

/** The served versions among these; all of them where discovery does not say. */
async function servedOf(
  kubernetes: Kubernetes,
  group: string,
  resource: string,
  versions: readonly string[],
): Promise<readonly string[]> {
  try {
    const served = await kubernetes.served();
    return versions.filter((version) =>
      served.some((each) => each.group === group && each.resource === resource && each.version === version),
    );
  } catch (error) {
    if (error instanceof ApiError) return versions;
    throw error;
  }
}
