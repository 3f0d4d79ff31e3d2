import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages } from '../../scripts/docs/pages.ts';

test.each(pages())('$path is what the code says (npm run docs writes it)', ({ path, content }) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(content);
});
