import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { highest, readRange, readVersion } from '../../src/chain/semver-range.ts';

const tags = [
  'latest',
  '0.9.9',
  '1.0.0',
  'v1.2.0',
  '1.2.3',
  '1.10.0',
  '1.11.0-rc.1',
  '2.0.0',
  '2.1.0-alpha',
  'sha-1a2b',
  '3',
];

test.each([
  ['*', '2.0.0'],
  ['>=1.0.0', '2.0.0'],
  ['>= 1.0.0, < 2.0.0', '1.10.0'],
  ['>=1.0.0 <2.0.0', '1.10.0'],
  ['>=1.0.0 <2.0.0-0', '1.11.0-rc.1'],
  ['>=1.0.0-0', '2.1.0-alpha'],
  ['^1.2', '1.10.0'],
  ['~1.2', '1.2.3'],
  ['~> 1.2.0', '1.2.3'],
  ['1.2.x', '1.2.3'],
  ['1.2', '1.2.3'],
  ['=1.2.0', 'v1.2.0'],
  ['v1.2.0', 'v1.2.0'],
  ['!=2.0.0', '1.10.0'],
  ['1.0 - 1.2', '1.2.3'],
  ['<1', '0.9.9'],
  ['<=1', '1.10.0'],
  ['>1', '2.0.0'],
  ['>1.2', '2.0.0'],
  ['0.9.x || 1.0.x', '1.0.0'],
  ['^0.9.1', '0.9.9'],
  ['>=4', null],
])('%s takes %s', (range, taken) => {
  const allows = readRange(range);
  expect(allows).not.toBe(null);
  expect(highest(tags, allows ?? (() => false))).toBe(taken);
});

test.each(['', 'latest', '>=', '1.2.3.4', '>=1.0.0 or so', '1.x.y', `>=${'1'.repeat(300)}`])(
  '%j is no range',
  (range) => {
    expect(readRange(range)).toBe(null);
  },
);

test('a version is three numbers', () => {
  expect(['1.2', 'v1', '01.2.3', '1.2.3.4', ''].map(readVersion)).toEqual([null, null, null, null, null]);
  expect(readVersion('v1.2.3-rc.1+build.5')).toEqual({ major: 1, minor: 2, patch: 3, pre: 'rc.1' });
});

test('whatever is written, it is read or not, at once', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789.x*-+<>=!~^ ,|v')) }),
      (any, likely) => {
        for (const text of [any, likely]) readRange(text)?.({ major: 1, minor: 2, patch: 3, pre: '' });
      },
    ),
  );
});
