import type {
  BucketState,
  ProjectState,
  RepositoryState,
  Scenario,
  ServiceAccountState,
  StoredObject,
  World,
} from '../world.ts';

/** Types the scenarios of a file, and puts them on the list of all (`npm run generate`). */
export function scenarios(definitions: readonly Scenario[]): readonly Scenario[] {
  return definitions;
}

/** A stored object that a scenario changes; throws where the healthy world does not have it. */
export function object(world: World, kind: string, namespace: string | null, name: string): StoredObject {
  const found = world.cluster.objects.find(
    (one) => one.kind === kind && one.metadata.name === name && (one.metadata.namespace ?? null) === namespace,
  );
  if (found === undefined) throw new Error(`the world has no ${kind} ${namespace ?? ''}/${name}`);
  return found;
}

export function project(world: World, id: string): ProjectState {
  const found = world.google.projects[id];
  if (found === undefined) throw new Error(`the world has no project ${id}`);
  return found;
}

export function account(world: World, id: string, email: string): ServiceAccountState {
  return thing(project(world, id).serviceAccounts, email);
}

/** @param place `LOCATION/NAME` */
export function repository(world: World, id: string, place: string): RepositoryState {
  return thing(project(world, id).repositories, place);
}

export function bucket(world: World, id: string, name: string): BucketState {
  return thing(project(world, id).buckets, name);
}

function thing<T>(all: Record<string, T>, name: string): T {
  const found = all[name];
  if (found === undefined) throw new Error(`the world has no ${name}`);
  return found;
}

/** What an object asks for. */
export function specOf(stored: StoredObject): Record<string, unknown> {
  return stored['spec'] as Record<string, unknown>;
}

/** Runs another version of a controller: its Deployment, and all that runs for it. */
export function runVersion(world: World, namespace: string, deployment: string, image: string): void {
  for (const { kind, metadata, spec } of world.cluster.objects) {
    if (metadata.namespace !== namespace) continue;
    const isPart = metadata.name === deployment || metadata.name.startsWith(`${deployment}-`);
    if (!isPart || (kind !== 'Deployment' && kind !== 'ReplicaSet' && kind !== 'Pod')) continue;
    const { containers, template } = spec as Partial<PodTemplate> & { template?: { spec: PodTemplate } };
    const [first] = template?.spec.containers ?? containers ?? [];
    if (first !== undefined) first.image = image;
  }
}

interface PodTemplate {
  containers: { image: string }[];
}

/** The operator may read nothing of Google's projects, and of organisations neither. */
export function takeReadings(world: World): void {
  const { projects, folders, organizations } = world.google;
  for (const { policy } of [...Object.values(projects), ...Object.values(folders), ...Object.values(organizations)])
    policy.bindings = policy.bindings.filter(({ members }) => !members.includes(`user:${world.operator.account}`));
}

/** The operator may mint no token of any KSA. */
export function takeMinting(world: World): void {
  world.cluster.objects = world.cluster.objects.filter(({ metadata }) => metadata.name !== 'sre-ksa-token-creator');
}
