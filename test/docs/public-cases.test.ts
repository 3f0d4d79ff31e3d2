import { expect, test } from 'vitest';
import { publicCases } from '../../scripts/docs/public-cases.ts';
import { scenarios } from '../../src/sandbox/scenarios/index.ts';

test('every case is a scenario, or says why it cannot be', () => {
  const held = new Set(scenarios.flatMap((one) => one.cases ?? []));
  for (const { id, unseen } of publicCases) expect([id, held.has(id) || unseen !== undefined]).toEqual([id, true]);
  const known = publicCases.map((one) => one.id);
  for (const id of held) expect(known).toContain(id);
});
