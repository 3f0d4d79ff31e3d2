/** Every scenario by name; a folder for each link that it breaks. */

import type { Scenario, World } from '../world.ts';
import { healthyWorld } from '../worlds/healthy.ts';
import { accessScenarios } from './access/index.ts';
import { bindingScenarios } from './binding/index.ts';
import { gkeScenarios } from './gke/index.ts';
import { gsaScenarios } from './gsa/index.ts';
import { healthyScenarios } from './healthy/index.ts';
import { ksaScenarios } from './ksa/index.ts';
import { providerScenarios } from './provider/index.ts';
import { pullScenarios } from './pull/index.ts';
import { registryScenarios } from './registry/index.ts';
import { scanScenarios } from './scan/index.ts';
import { tokenScenarios } from './token/index.ts';
import { workloadScenarios } from './workload/index.ts';

export const scenarios: readonly Scenario[] = [
  ...healthyScenarios,
  ...accessScenarios,
  ...workloadScenarios,
  ...ksaScenarios,
  ...providerScenarios,
  ...gkeScenarios,
  ...gsaScenarios,
  ...bindingScenarios,
  ...tokenScenarios,
  ...registryScenarios,
  ...pullScenarios,
  ...scanScenarios,
];

/** A new world of a scenario, by default the healthy one. Throws for a name that is none: who takes names from people checks them first. */
export function worldOf(id = 'healthy'): World {
  const found = scenarios.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  const world = healthyWorld(found.from);
  found.change(world);
  return world;
}
