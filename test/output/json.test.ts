import { expect, test } from 'vitest';
import { renderJson } from '../../src/output/json.ts';
import { aReport, anIdentity, broken } from './reports.ts';

test('is the report, whole', () => {
  expect(JSON.parse(renderJson(broken()))).toEqual(broken());
});

test('holds no character that a terminal would act upon, and loses none', () => {
  const report = aReport({ identities: [anIdentity('a', { gsa: '\u009b31m\u202eevil\u{e0001}\u001b[2J' })] });
  const text = renderJson(report);
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}]/u);
  expect(JSON.parse(text)).toEqual(report);
});
