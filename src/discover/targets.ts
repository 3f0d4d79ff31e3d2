import { parseImage, pointsAtGoogle } from '../chain/image-reference.ts';
import type { Registry, ScanObject, Target } from '../chain/vocabulary.ts';
import { refusesHost, showsToken } from './google-login.ts';
import { bucketScheme } from './flux-objects.ts';
import { readerOf } from './watch.ts';
import type { ScanWorkload } from './workload.ts';

/** More of one repository than this many images are never asked for their tags; its own list speaks for the rest. */
const mostProbes = 20;

/** Whether Flux means to read a registry of Google's by this reference. */
export function isOnGoogle(image: string): boolean {
  const { kind } = parseImage(image);
  return kind === 'artifact-registry' || kind === 'gcr' || kind === 'unmatched' || pointsAtGoogle(image);
}

/** Whether reading the object has to do with Google: by its host, or by the login that it asks for. */
export function concernsGoogle(object: ScanObject, workloads: readonly ScanWorkload[]): boolean {
  if (object.kind === 'Bucket' || isOnGoogle(object.image)) return true;
  return workloads.some(
    (workload) =>
      workload.ref.component === readerOf(object.kind) &&
      (showsToken(object, workload) || refusesHost(object, workload)),
  );
}

/** The distinct images of one identity, each with the objects that name it. */
export function targetsOf(objects: readonly ScanObject[]): readonly Target[] {
  const byImage = new Map<string, ScanObject[]>();
  for (const object of objects) {
    const known = byImage.get(object.image);
    if (known === undefined) byImage.set(object.image, [object]);
    else known.push(object);
  }
  return chooseProbes([...byImage].map(([image, objects]) => targetOf(image, objects)));
}

/** A target for an image, whoever scans it. */
export function targetOf(image: string, objects: readonly ScanObject[]): Target {
  const [first] = objects;
  const registry: Registry =
    first?.kind === 'Bucket' ? { kind: 'bucket', bucket: image.slice(bucketScheme.length) } : parseImage(image);
  return { key: image, image, registry, objects, probe: true };
}

/**
 * One tag list for each repository is its proof, and one for each image whose last scan is not known to be good; so
 * the cost grows with repositories and troubles, not with images.
 */
function chooseProbes(targets: readonly Target[]): readonly Target[] {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const repository = repositoryKey(target.registry);
    if (repository === null) continue;
    const group = groups.get(repository);
    if (group === undefined) groups.set(repository, [target]);
    else group.push(target);
  }
  const probes = new Set<Target>();
  for (const group of groups.values()) {
    const proof = group.find((target) => target.objects.some((object) => !object.suspended)) ?? group[0];
    const doubtful = group.filter((target) => target !== proof && target.objects.some(isDoubtful));
    for (const target of [proof, ...doubtful].slice(0, mostProbes)) if (target !== undefined) probes.add(target);
  }
  return targets.map((target) => ({
    ...target,
    probe: probes.has(target) || repositoryKey(target.registry) === null,
  }));
}

function isDoubtful({ status, suspended, kind }: ScanObject): boolean {
  // Flux v1 writes no status: its templates cannot be told apart, and the repository's list speaks for them.
  return kind !== 'PodTemplate' && !suspended && status?.ready !== true;
}

function repositoryKey(registry: Registry): string | null {
  switch (registry.kind) {
    case 'artifact-registry':
    case 'gcr':
      return `${registry.host}/${registry.project}/${registry.repository}`;
    case 'not-google':
    case 'google-own':
    case 'bucket':
    case 'unmatched':
    case 'invalid':
      return null;
    default:
      return registry satisfies never;
  }
}
