import type { Scenario } from '../../world.ts';

export const registryScenarios: readonly Scenario[] = [];
