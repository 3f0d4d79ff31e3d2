import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allCodes, explainCode } from '../../src/findings/describe.ts';
import { scenarios } from '../../src/sandbox/scenarios/index.ts';

const root = join(import.meta.dirname, '../..');

function sources(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n');
}

const finders = ['checks', 'src/discover', 'src/chain/judge', 'src/cli', 'src/chain/known-texts']
  .map(sources)
  .join('\n');
const findings = readFileSync(join(root, 'docs/findings.md'), 'utf8');
const expected = new Set(
  scenarios.flatMap(({ expect: { code, warns = [], others = [], unknowns = [] } }) => [
    code,
    ...warns,
    ...others,
    ...unknowns,
  ]),
);

/** Codes that no world of the sandbox can bring about, and why. */
const withoutWorld: Record<string, string> = {
  'internal-error': 'a crash of ours',
  'binding-propagating': 'seen by --wait alone, when a policy is mended and IAM still refuses',
  'registry-unsupported': 'an image that --image names; one that Flux names is none of ours',
};

describe.each(allCodes())('%s', (code) => {
  test('is found by a check, or made by the judge', () => {
    expect(finders.includes(`'${code}'`)).toBe(true);
  });

  test('is brought about by a scenario', () => {
    expect(expected.has(code) || code in withoutWorld).toBe(true);
  });

  test('is explained, in docs/findings.md too', () => {
    expect(explainCode(code).explanation.length).toBeGreaterThan(80);
    expect(new RegExp(`^#+ ${code}$`, 'm').test(findings), 'npm run docs').toBe(true);
  });
});

test('every scenario has a name of its own, and expects a code that exists', () => {
  const ids = scenarios.map((one) => one.id);
  expect(ids).toEqual([...new Set(ids)]);
  const codes: readonly (string | null)[] = [...allCodes(), null];
  for (const code of expected) expect(codes).toContain(code);
});
