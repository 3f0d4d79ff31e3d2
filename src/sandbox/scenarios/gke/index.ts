import type { Scenario } from '../../world.ts';

export const gkeScenarios: readonly Scenario[] = [];
