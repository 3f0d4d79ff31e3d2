import { identityId } from '../chain/vocabulary.ts';
import type { Identity, ScanObject } from '../chain/vocabulary.ts';
import { objectIdentity } from './object-identity.ts';
import type { ObjectIdentity } from './object-identity.ts';
import { targetOf, targetsOf } from './targets.ts';
import { readerOf, watches } from './watch.ts';
import type { ScanWorkload } from './workload.ts';

interface Draft extends ObjectIdentity {
  readonly workloads: Set<ScanWorkload>;
  readonly objects: ScanObject[];
}

/**
 * Groups objects by whom they are read as. An object that no workload watches hangs under the first that could, whose
 * check says so; one whose controller is not there at all is an orphan.
 */
export function identitiesOf(
  context: string,
  workloads: readonly ScanWorkload[],
  objects: readonly ScanObject[],
): { readonly identities: readonly Identity[]; readonly orphans: readonly ScanObject[] } {
  const drafts = new Map<string, Draft>();
  const orphans: ScanObject[] = [];
  for (const object of objects) {
    const readers = workloads.filter((workload) => workload.ref.component === readerOf(object.kind));
    const watching = readers.filter((workload) => watches(workload, object));
    const reader = watching[0] ?? readers[0];
    if (reader === undefined) {
      orphans.push(object);
      continue;
    }
    const who = objectIdentity(object, reader);
    const id = identityId(context, who.namespace, who.serviceAccount, who.path);
    const draft = drafts.get(id) ?? { ...who, workloads: new Set(), objects: [] };
    draft.workloads.add(reader);
    // Shards run as the same KSA: their objects are the identity's too, and their pods must be right as well.
    for (const other of watching) if (other.serviceAccount === reader.serviceAccount) draft.workloads.add(other);
    draft.objects.push(object);
    drafts.set(id, draft);
  }
  const identities = [...drafts].map(([id, { path, namespace, serviceAccount, workloads, objects }]) => ({
    id,
    context,
    namespace,
    serviceAccount,
    path,
    workloads: [...workloads].map((each) => each.ref),
    targets: targetsOf(objects),
  }));
  return { identities: identities.sort((a, b) => a.id.localeCompare(b.id)), orphans };
}

/**
 * `--image` replaces the targets: each image goes to the identities that scan it already, else to the one that would:
 * the image reflector's own, or Flux v1's, or the source-controller's.
 */
export function aimedAt(
  images: readonly string[],
  identities: readonly Identity[],
  objects: readonly ScanObject[],
  fallback: Identity | null,
): readonly Identity[] {
  const aimed = new Map<string, Identity>();
  const add = (identity: Identity, image: string) => {
    const known = aimed.get(identity.id) ?? { ...identity, targets: [] };
    const own = identity.targets.find((target) => target.image === image)?.objects ?? [];
    const target = targetOf(image, own.length > 0 ? own : objects.filter((object) => object.image === image));
    aimed.set(identity.id, { ...known, targets: [...known.targets, target] });
  };
  for (const image of new Set(images)) {
    const scanning = identities.filter((identity) => identity.targets.some((target) => target.image === image));
    for (const identity of scanning) add(identity, image);
    if (scanning.length === 0 && fallback !== null) add(fallback, image);
  }
  return [...aimed.values()];
}

/** The identity that would scan an image that nothing scans yet. */
export function defaultIdentity(
  context: string,
  workloads: readonly ScanWorkload[],
  wanted: { readonly namespace: string | null; readonly serviceAccount: string | null },
): Identity | null {
  const order = ['image-reflector-controller', 'flux-v1', 'source-controller'] as const;
  const suits = ({ ref, serviceAccount }: ScanWorkload) =>
    (wanted.namespace === null || ref.namespace === wanted.namespace) &&
    (wanted.serviceAccount === null || serviceAccount === wanted.serviceAccount);
  for (const component of order) {
    const first = workloads.find((each) => each.ref.component === component && suits(each));
    if (first === undefined) continue;
    const { ref, serviceAccount } = first;
    const same = workloads.filter(
      (each) =>
        each.ref.component === component &&
        each.ref.namespace === ref.namespace &&
        each.serviceAccount === serviceAccount,
    );
    return controllerIdentity(context, ref.namespace, serviceAccount, same);
  }
  if (wanted.serviceAccount === null) return null;
  return controllerIdentity(context, wanted.namespace ?? 'flux-system', wanted.serviceAccount, []);
}

function controllerIdentity(
  context: string,
  namespace: string,
  serviceAccount: string,
  workloads: readonly ScanWorkload[],
): Identity {
  return {
    id: identityId(context, namespace, serviceAccount, 'controller'),
    context,
    namespace,
    serviceAccount,
    path: 'controller',
    workloads: workloads.map((each) => each.ref),
    targets: [],
  };
}
