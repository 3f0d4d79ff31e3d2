import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { indexes } from '../../scripts/indexes.ts';
import { findings } from '../../src/findings/index.ts';

const root = new URL('../../', import.meta.url);

test.each(indexes())('$path lists what is there (npm run generate writes it)', ({ path, content }) => {
  expect(readFileSync(new URL(path, root), 'utf8')).toBe(content);
});

describe.each(findings)('$code', ({ code, link, since, sources }) => {
  test('says since when it is found, and who else says so', () => {
    expect(since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(sources.length).toBeGreaterThan(0);
  });

  test('stands in the file of its name, in the folder of its link', () => {
    const folder = link === 'none' ? 'flux-wi' : link.toLowerCase();
    expect(readFileSync(new URL(`src/findings/${folder}/${code}.ts`, root), 'utf8')).toContain(`code: '${code}'`);
  });
});
