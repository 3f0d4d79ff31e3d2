import type { Finding, Identity, ScanObject } from '../chain/vocabulary.ts';
import type { Kubernetes } from '../clients/kubernetes.ts';
import { ApiError } from '../clients/api-error.ts';
import { fluxObjects } from './custom-objects.ts';
import { aimedAt, defaultIdentity, identitiesOf } from './identities.ts';
import { deploymentsByLease } from './leases.ts';
import { podTemplates } from './pod-templates.ts';
import { likelyNamespaces, listReach } from './reach.ts';
import { scannersIn } from './scanners.ts';
import { concernsGoogle } from './targets.ts';
import { withLastWarnings } from './warnings.ts';
import { podsAmong } from './workload.ts';
import type { ScanWorkload } from './workload.ts';

export { scannersIn } from './scanners.ts';

export interface DiscoverOptions {
  readonly kubernetes: Kubernetes;
  /** `null`: wherever Flux is found. */
  readonly namespaces: readonly string[] | null;
  readonly serviceAccount: string | null;
  /** Replace what the objects name; empty: what the objects name. */
  readonly images: readonly string[];
  /** Nothing of Flux need be there: the identity is what the options, else Flux's own defaults, name. */
  readonly pre?: boolean;
}

export interface Discovery {
  readonly workloads: readonly ScanWorkload[];
  readonly identities: readonly Identity[];
  /** Everything that reads a registry, on whatever host. */
  readonly objectsSeen: number;
  readonly nonGoogle: number;
  /** On Google hosts, and no controller of their kind was found. */
  readonly orphans: readonly ScanObject[];
  /** Lists without which something may have been missed: each a `kubernetes-permission-missing`. */
  readonly missing: readonly Finding[];
  /** Where and for what it looked, in words. */
  readonly searched: string;
}

/**
 * What there is to check: the workloads that read registries, as whom they do, and what. Refused lists are findings,
 * never errors; every other trouble with the API server is thrown (`ApiError`).
 */
export async function discover(options: DiscoverOptions): Promise<Discovery> {
  const { kubernetes, namespaces } = options;
  const likely = likelyNamespaces(kubernetes, namespaces);
  const flux2 = fluxObjects(kubernetes, likely);
  // It is awaited below; should the Deployments fail first, their error is the one to tell.
  flux2.catch(() => {});
  const deployments = await listReach({ resource: 'deployments', group: 'apps' }, likely, (scope) =>
    kubernetes.list('deployments', scope),
  );
  const seen = deployments.blind ? await deploymentsByLease(kubernetes, likely) : deployments.items;
  const bare = scannersIn(seen);
  const flux1 = bare.filter((workload) => workload.ref.component === 'flux-v1');
  const [custom, workloads, ...templates] = await Promise.all([
    flux2,
    withPods(kubernetes, bare),
    ...flux1.map((scanner) => podTemplates(kubernetes, likely, deployments.items, scanner)),
  ]);

  const all = [...custom.objects, ...templates.flatMap((each) => each.objects)];
  const onGoogle = all.filter((object) => concernsGoogle(object, bare) || options.images.includes(object.image));
  const objects = await withLastWarnings(kubernetes, onGoogle);
  const { identities, orphans } = identitiesOf(kubernetes.context, workloads, objects);
  const refused = [
    ...(deployments.refused === null ? [] : [deployments.refused]),
    ...custom.refused,
    ...templates.flatMap((each) => each.refused),
  ].filter((each) => matters(each, workloads));
  const wide = namespaces === null;
  const asked = select(identities, workloads, objects, options);
  return {
    workloads,
    identities: asked,
    objectsSeen: all.length + custom.unreadable,
    nonGoogle: all.length - onGoogle.length,
    orphans,
    // With -n, what lies elsewhere was not asked for: only what could not be seen at all is missed.
    missing: wide
      ? refused
      : [
          ...(workloads.length === 0 && deployments.refused !== null ? [deployments.refused] : []),
          ...custom.blind.filter((each) => matters(each, workloads)),
        ],
    searched: `${searched(all, onGoogle.length, likely, deployments.refused !== null)}${asked.length < 1 && identities.length > 0 ? `; none of them ${askedFor(options)}` : ''}`,
  };
}

/** flux-operator's objects are of interest only where there is a flux-operator. */
function matters(each: Finding, workloads: readonly ScanWorkload[]): boolean {
  return !(
    each.code === 'kubernetes-permission-missing' &&
    each.args.resource === 'resourcesetinputproviders' &&
    !workloads.some((workload) => workload.ref.component === 'flux-operator')
  );
}

async function withPods(kubernetes: Kubernetes, workloads: readonly ScanWorkload[]): Promise<readonly ScanWorkload[]> {
  return Promise.all(
    workloads.map(async (workload) => {
      try {
        const pods = await kubernetes.list('pods', { namespace: workload.ref.namespace });
        return { ...workload, pods: podsAmong(pods, workload.deployment) };
      } catch (error) {
        // Checks that need the pods ask again, and tell.
        if (error instanceof ApiError) return workload;
        throw error;
      }
    }),
  );
}

/** Keeps what the caller asked for: the service account, the namespaces, the images. */
function select(
  identities: readonly Identity[],
  workloads: readonly ScanWorkload[],
  objects: readonly ScanObject[],
  { kubernetes, namespaces, serviceAccount, images, pre }: DiscoverOptions,
): readonly Identity[] {
  const account = serviceAccount === null ? null : accountOf(serviceAccount);
  const kept = identities.filter(
    (identity) =>
      (account === null ||
        (identity.serviceAccount === account.name &&
          (account.namespace === null || identity.namespace === account.namespace))) &&
      (namespaces === null || touches(identity, namespaces)),
  );
  const wanted = {
    namespace: account?.namespace ?? (account === null && pre !== true ? null : (namespaces?.[0] ?? null)),
    serviceAccount: account?.name ?? (pre === true && workloads.length === 0 ? 'image-reflector-controller' : null),
  };
  const fallback = defaultIdentity(kubernetes.context, workloads, wanted);
  if (images.length > 0) return aimedAt(images, kept, objects, fallback);
  // A KSA that was named is looked at, though nothing scans as it.
  return kept.length > 0 || fallback === null || wanted.serviceAccount === null ? kept : [fallback];
}

/** `NAME`, or `NAMESPACE/NAME` (with `:` as kubectl writes it in places). */
function accountOf(text: string): { readonly namespace: string | null; readonly name: string } {
  const [namespace = '', name] = text.split(/[/:]/, 2);
  return name === undefined ? { namespace: null, name: namespace } : { namespace, name };
}

/** Whether the identity, its workloads or the objects that it reads for lie in one of the namespaces. */
export function touches(identity: Identity, namespaces: readonly string[]): boolean {
  return (
    namespaces.includes(identity.namespace) ||
    identity.workloads.some((workload) => namespaces.includes(workload.namespace)) ||
    identity.targets.some((target) => target.objects.some((object) => namespaces.includes(object.namespace)))
  );
}

/** What the caller narrowed it down to, in words. */
function askedFor({ namespaces, serviceAccount }: DiscoverOptions): string {
  return [
    ...(namespaces === null ? [] : [`in or read from namespace ${namespaces.join(', ')}`]),
    ...(serviceAccount === null ? [] : [`read as ${serviceAccount}`]),
  ].join(' and ');
}

function searched(all: readonly ScanObject[], onGoogle: number, likely: readonly string[], partly: boolean): string {
  const counts = new Map<string, number>();
  for (const { kind } of all) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].map(([kind, count]) => `${count} ${kind}`);
  const where = partly ? `namespaces ${likely.join(', ')}` : 'all namespaces';
  const what = kinds.length === 0 ? 'no object that reads an image registry' : kinds.join(', ');
  return `${where}: ${what}${all.length > 0 ? `, ${onGoogle} of them on Google hosts` : ''}`;
}
