import type { Scenario } from '../../world.ts';

export const tokenScenarios: readonly Scenario[] = [];
