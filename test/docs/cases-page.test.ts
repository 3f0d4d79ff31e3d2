import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { casesPage } from '../../.ci/cases-page.ts';
import { publicCases } from '../../.ci/public-cases.ts';
import { scenarios } from '../../src/sandbox/scenarios/index.ts';

test('docs/cases.md is what the scenarios say', () => {
  expect(readFileSync(new URL('../../docs/cases.md', import.meta.url), 'utf8')).toBe(casesPage());
});

test('every case is a scenario, or says why it cannot be', () => {
  const held = new Set(scenarios.flatMap((one) => one.cases ?? []));
  for (const { id, unseen } of publicCases) expect([id, held.has(id) || unseen !== undefined]).toEqual([id, true]);
  const known = publicCases.map((one) => one.id);
  for (const id of held) expect(known).toContain(id);
});
