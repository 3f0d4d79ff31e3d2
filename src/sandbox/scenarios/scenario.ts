import type { ProjectState, Scenario, StoredObject, World } from '../world.ts';

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
