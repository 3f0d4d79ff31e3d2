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
    .looseObject({ suspend: z.boolean().nullish().catch(null) })
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

/**
 * Every object of Flux that is not ready and whose words name a host or an address of Google, with the kinds that could
 * not be listed. Which kinds there are is told by the API server, so that one of a later version is seen too.
 *
 * @param namespaces empty: all
 */
export async function failingOnGoogle(
  kubernetes: Kubernetes,
  namespaces: readonly string[],
): Promise<{ readonly objects: readonly FailingObject[]; readonly unread: readonly string[] }> {
  const kinds = preferred((await kubernetes.served()).filter(({ group }) => isFlux(group)));
  const scopes: readonly (ListScope | undefined)[] =
    namespaces.length === 0 ? [undefined] : namespaces.map((namespace) => ({ namespace }));
  const seen = await Promise.all(kinds.flatMap((kind) => scopes.map((scope) => failingOf(kubernetes, kind, scope))));
  return {
    objects: seen.flatMap((each) => (typeof each === 'string' ? [] : each)),
    unread: [...new Set(seen.filter((each) => typeof each === 'string'))],
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

async function failingOf(
  kubernetes: Kubernetes,
  kind: ServedResource,
  scope: ListScope | undefined,
): Promise<readonly FailingObject[] | string> {
  try {
    const items = (await kubernetes.listCustom(kind, scope)) ?? [];
    return items.flatMap((raw) => {
      const { data } = object.safeParse(raw);
      if (data === undefined || data.spec?.suspend === true) return [];
      const { conditions } = data.status;
      const failing =
        conditions.find(({ type, status }) => type === 'Stalled' && status === 'True') ??
        conditions.find(({ type, status }) => type === 'Ready' && status === 'False');
      if (failing === undefined || !namesGoogle(failing.message)) return [];
      return [
        {
          kind: data.kind ?? kind.kind,
          ...data.metadata,
          message: oneLine(failing.message),
          since: failing.lastTransitionTime ?? null,
        },
      ];
    });
  } catch (error) {
    if (error instanceof ApiError) return kind.resource;
    throw error;
  }
}

function namesGoogle(message: string): boolean {
  return /(?:^|[^\w.-])(?:[\w-]+\.)*(?:googleapis\.com|gcr\.io|pkg\.dev|gserviceaccount\.com|svc\.id\.goog|google\.internal|sourcemanager\.dev|source\.developers\.google\.com)\b|169\.254\.169\.25[24]/.test(
    message,
  );
}
