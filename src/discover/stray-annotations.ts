import { nearKey } from '../chain/ksa-annotation.ts';
import type { Place } from '../findings/subjects.ts';
import { gsaAnnotation } from '../chain/owner.ts';
import type { Identity } from '../chain/vocabulary.ts';
import { ApiError } from '../clients/api-error.ts';
import type { Kubernetes, KubernetesObject, V1ServiceAccount } from '../clients/kubernetes.ts';
import { ksaUsers } from './ksa-users.ts';
import type { KsaUsers } from './ksa-users.ts';
import type { ScanWorkload } from './workload.ts';

/** More places than this help nobody. */
const most = 10;
const longest = 400;

/**
 * Where the annotation stands that the KSA lacks. Only the ServiceAccount object counts, but people put it on the
 * workload (`misplaced`), the Service, the namespace, or on a KSA of the same name elsewhere. It only explains: what
 * may not be read is passed over.
 */
export async function huntAnnotation(
  kubernetes: Kubernetes,
  identity: Identity,
  workloads: readonly ScanWorkload[],
): Promise<{ readonly misplaced: Place | null; readonly elsewhere: readonly Place[] }> {
  const { namespace, serviceAccount, path } = identity;
  const [users, account, accounts, services, home] = await Promise.all([
    ksaUsers(kubernetes, namespace),
    orNothing(kubernetes.get('serviceaccounts', namespace, serviceAccount), null),
    everyAccount(kubernetes, namespace),
    orNothing(kubernetes.list('services', { namespace }), [] as readonly KubernetesObject[]),
    orNothing(kubernetes.get('namespaces', null, namespace), null),
  ]);

  const onLabel = standsIn(account?.metadata?.labels);
  const misplaced =
    onLabel === null
      ? ((path === 'controller' ? workloads.flatMap(onWorkload)[0] : undefined) ?? null)
      : {
          kind: 'ServiceAccount',
          namespace,
          name: serviceAccount,
          at: `metadata.labels["${onLabel.key}"]`,
          value: onLabel.value,
        };
  // Tenants' KSAs are named alike, each with a GSA of its own: theirs are no slip.
  const homes = new Set([namespace, 'default', ...workloads.map(({ ref }) => ref.namespace)]);
  const others = accounts.filter(
    ({ metadata }) =>
      !(metadata?.namespace === namespace && metadata.name === serviceAccount) &&
      (metadata?.name === serviceAccount ||
        (metadata?.namespace === namespace && mayBeMeant(metadata.name ?? '', path, users))) &&
      (path === 'controller' || homes.has(metadata.namespace ?? '')),
  );
  const elsewhere = [
    ...others.flatMap((each) => placeOf('ServiceAccount', each)),
    ...services.flatMap((each) => placeOf('Service', each)),
    ...(home === null ? [] : placeOf('Namespace', home)),
  ];
  // The KSA of the very name is the likelier slip than another of the namespace.
  elsewhere.sort((a, b) => Number(b.name === serviceAccount) - Number(a.name === serviceAccount));
  return { misplaced, elsewhere: elsewhere.slice(0, most) };
}

/**
 * Whether another KSA of the namespace can be the slip. That of another program is not; and beside a controller's own
 * KSA each is looked at by the check of what the pods run as.
 */
function mayBeMeant(name: string, path: Identity['path'], users: KsaUsers | null): boolean {
  return path === 'object' && users !== null && !users.has(name);
}

async function everyAccount(kubernetes: Kubernetes, namespace: string): Promise<readonly V1ServiceAccount[]> {
  try {
    return await kubernetes.list('serviceaccounts');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return orNothing(kubernetes.list('serviceaccounts', { namespace }), []);
  }
}

function onWorkload({ deployment, ref }: ScanWorkload): readonly Place[] {
  const places = [
    { kind: 'Deployment', at: 'metadata', metadata: deployment.metadata },
    { kind: 'pod template', at: 'spec.template.metadata', metadata: deployment.spec?.template?.metadata },
  ];
  return places.flatMap(({ kind, at, metadata }) =>
    (['annotations', 'labels'] as const).flatMap((field) => {
      const found = standsIn(metadata?.[field]);
      const where = { kind, namespace: ref.namespace, name: ref.name };
      return found === null ? [] : [{ ...where, at: `${at}.${field}["${found.key}"]`, value: found.value }];
    }),
  );
}

interface WithMetadata {
  readonly metadata?: {
    readonly name?: string | undefined;
    readonly namespace?: string | undefined;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
  };
}

function placeOf(kind: string, { metadata }: WithMetadata): readonly Place[] {
  const found = standsIn(metadata?.annotations);
  if (found === null) return [];
  const at = `metadata.annotations["${found.key}"]`;
  return [{ kind, namespace: metadata?.namespace ?? '', name: metadata?.name ?? '', at, value: found.value }];
}

function standsIn(
  entries: Readonly<Record<string, string>> | undefined,
): { readonly key: string; readonly value: string } | null {
  for (const [key, value] of Object.entries(entries ?? {})) {
    if (key === gsaAnnotation || nearKey(key, value) !== null) return { key, value: value.slice(0, longest) };
  }
  return null;
}

async function orNothing<T>(answer: Promise<T>, nothing: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError) return nothing;
    throw error;
  }
}
