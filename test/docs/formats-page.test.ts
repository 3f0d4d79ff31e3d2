import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatsPage } from '../../scripts/formats-page.ts';

test('docs/formats.md is what the table says (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8')).toBe(formatsPage());
});
