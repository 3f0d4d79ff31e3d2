import { expect, test } from 'vitest';
import { parseSelector, selectorMatches } from '../../src/chain/label-selector.ts';
import { nearest } from '../../src/chain/near-miss.ts';

test.each([
  ['image-reflector-controler', ['source-controller', 'image-reflector-controller'], 'image-reflector-controller'],
  ['flux-images', ['prod-flux-images', 'other'], 'prod-flux-images'],
  ['image-reflector', ['image-reflector-controller'], 'image-reflector-controller'],
  ['flux-image', ['flux-images', 'prod-flux-image'], 'flux-images'],
  ['-flux-images', ['prod-flux-images', 'other'], 'prod-flux-images'],
  ['source-controller', ['kustomize-controller', 'helm-controller'], null],
  ['api', ['app', 'web'], 'app'],
  ['x'.repeat(10_000), ['x'.repeat(10_001)], null],
  ['', ['a'], null],
])('near %.40s', (name, candidates, found) => {
  expect(nearest(name, candidates)).toBe(found);
});

test.each([
  ['!sharding.fluxcd.io/key', {}, true],
  ['!sharding.fluxcd.io/key', { 'sharding.fluxcd.io/key': 'a' }, false],
  ['sharding.fluxcd.io/key=a', { 'sharding.fluxcd.io/key': 'a' }, true],
  ['sharding.fluxcd.io/key in (a, b),tier!=gold', { 'sharding.fluxcd.io/key': 'b' }, true],
  ['sharding.fluxcd.io/key notin (a,b)', { 'sharding.fluxcd.io/key': 'b' }, false],
  ['tier', { tier: '' }, true],
  ['', { a: 'b' }, true],
])('selector %s on %j: %s', (text, labels, answer) => {
  const selector = parseSelector(text);
  expect(selector !== null && selectorMatches(selector, labels)).toBe(answer);
});

test('a text that is no selector is not guessed at', () => {
  expect(parseSelector('a=(b')).toBeNull();
  expect(parseSelector('a b')).toBeNull();
});
