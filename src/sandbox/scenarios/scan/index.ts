import type { Scenario } from '../../world.ts';

export const scanScenarios: readonly Scenario[] = [];
