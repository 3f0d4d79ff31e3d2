import type { Scenario } from '../../world.ts';

export const gsaScenarios: readonly Scenario[] = [];
