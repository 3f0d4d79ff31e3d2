import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findingsPage } from '../../.ci/findings-page.ts';
import { allCodes } from '../../src/findings/describe.ts';

const page = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8');

test('docs/findings.md is what the table says (node .ci/write-docs.ts writes it)', () => {
  expect(page).toBe(findingsPage());
});

test('every code has its anchor there', () => {
  for (const code of allCodes()) expect(page).toContain(`\n### ${code}\n`);
});
