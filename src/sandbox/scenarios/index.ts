import type { Scenario, World } from '../world.ts';
import { healthyWorld } from '../worlds/healthy.ts';
import { scenarios as listed } from './list.ts';

/** Every scenario by name; a folder for each link that it breaks. */
export const scenarios: readonly Scenario[] = listed;

/** A new world of a scenario, by default the healthy one. Throws for a name that is none: who takes names from people checks them first. */
export function worldOf(id = 'healthy'): World {
  const found = scenarios.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  const world = healthyWorld(found.from);
  found.change(world);
  return world;
}
