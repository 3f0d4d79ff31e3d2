import type {
  BucketState,
  ProjectState,
  RepositoryState,
  Scenario,
  ServiceAccountState,
  StoredObject,
  World,
} from '../world.ts';

/** Types a scenario; nothing else. */
export function scenario(definition: Scenario): Scenario {
  return definition;
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

/** The first container of a Deployment and of all that runs for it, so that both say the same. */
export function containersOf(world: World, namespace: string, deployment: string): Record<string, unknown>[] {
  return world.cluster.objects
    .filter(
      ({ kind, metadata }) =>
        metadata.namespace === namespace &&
        (kind === 'Deployment' || kind === 'ReplicaSet' || kind === 'Pod') &&
        (metadata.name === deployment || metadata.name.startsWith(`${deployment}-`)),
    )
    .flatMap((stored) => {
      const spec = specOf(stored);
      const template = spec['template'] as { spec: { containers: Record<string, unknown>[] } } | undefined;
      const [first] = template?.spec.containers ?? (spec['containers'] as Record<string, unknown>[]);
      return first === undefined ? [] : [first];
    });
}

/** Runs another version of a controller. */
export function runVersion(world: World, namespace: string, deployment: string, image: string): void {
  for (const container of containersOf(world, namespace, deployment)) container['image'] = image;
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
