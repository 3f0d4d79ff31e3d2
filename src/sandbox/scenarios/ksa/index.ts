import type { Scenario } from '../../world.ts';

export const ksaScenarios: readonly Scenario[] = [];
