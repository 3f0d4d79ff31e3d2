import type { Scenario } from '../../world.ts';

export const workloadScenarios: readonly Scenario[] = [];
