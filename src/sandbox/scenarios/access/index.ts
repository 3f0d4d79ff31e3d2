import type { Scenario } from '../../world.ts';

export const accessScenarios: readonly Scenario[] = [];
