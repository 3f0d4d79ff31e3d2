import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { indexes } from '../../scripts/indexes.ts';
import { allCodes } from '../../src/findings/describe.ts';
import { formatNames } from '../../src/output/formats.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;

/** The files that a section names; capitals stand for a name. */
function listed(title: string): { readonly path: string; readonly matches: RegExp }[] {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${title}\n`)) ?? '';
  return [...section.matchAll(/`((?:src|checks|scripts)\/[\w./-]+\.ts)`/g)].map(([, path = '']) => ({
    path,
    matches: new RegExp(`^${path.replaceAll('.', String.raw`\.`).replace(/\b[A-Z]+\b/g, '[^/]+')}$`),
  }));
}

const generated = new Set(indexes().map(({ path }) => path));
const sources = ['src', 'checks']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !generated.has(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** A finding says by `failsAt` at which step Flux failed; some steps have the names of checks. */
const checkIds: ReadonlySet<string> = new Set(checks.map(({ id }) => id));

/** Files that treat single codes or checks apart, and why: a new one has no place in them. */
const apart: Readonly<Record<string, string>> = {
  'src/clients/api-error.ts': 'kinds of errors that have the names of their findings',
  'src/chain/versions/era.ts': 'a rule of versions that has the name of its finding',
  'src/chain/versions/image-reflector.ts': 'a rule of versions that has the name of its finding',
  'src/chain/failed-step.ts': 'steps of a scan that have the names of checks',
  'src/findings/define.ts': 'steps of a scan that have the names of checks',
  'src/cli/crash-report.ts': 'a crash of ours',
  'src/cli/exit-code.ts': 'a crash of ours',
  'src/cli/unwalked.ts': 'what may not be read is no fault of the chain',
  'src/cli/doctor/build-report.ts': 'facts that head the report',
  'src/cli/doctor/testimony.ts': 'facts that the judge is handed',
  'src/output/not-checked.ts': 'what may not be read is told in one line',
  'src/output/not-scanning.ts': 'a scan that is off is told in one line for all objects',
  'src/output/chain-picture.ts': 'the check that speaks for its link',
};

/** The files in which a word stands as a string, and which the section does not name. */
function unlisted(word: string, title: string): string[] {
  const allowed = listed(title);
  return sources
    .filter(({ file, text }) => text.includes(`'${word}'`) && !allowed.some(({ matches }) => matches.test(file)))
    .map(({ file }) => file)
    .filter((file) => !Object.hasOwn(apart, file) && !(file.startsWith('src/findings/') && checkIds.has(word)));
}

const titles = [...page.matchAll(/^## (To add .*)$/gm)].map(([, title = '']) => title);

describe.each(titles)('%s', (title) => {
  test('names files that there are', () => {
    const paths = listed(title);
    expect(paths.length).toBeGreaterThan(0);
    const all = [
      ...sources.map(({ file }) => file),
      ...readdirSync(join(root, 'scripts/docs')).map((file) => `scripts/docs/${file}`),
    ];
    for (const { path, matches } of paths)
      expect(
        all.some((file) => matches.test(file)),
        path,
      ).toBe(true);
  });
});

test('a finding is named in no other file', () => {
  const elsewhere = allCodes().flatMap((code) => unlisted(code, 'To add a finding').map((file) => `${code}: ${file}`));
  expect(elsewhere).toEqual([]);
});

test('a format is named in no other file', () => {
  // `text` and `json` are words of many other things.
  const own = formatNames.filter((name) => name !== 'text' && name !== 'json');
  expect(own.flatMap((name) => unlisted(name, 'To add a format').map((file) => `${name}: ${file}`))).toEqual([]);
});

test('a check is named in no other file', () => {
  // Ids of one word are names of other things too.
  const ids = checks.map(({ id }) => id).filter((id) => id.includes('-'));
  expect(ids.flatMap((id) => unlisted(id, 'To add a check').map((file) => `${id}: ${file}`))).toEqual([]);
});

test('what is treated apart still names what it names', () => {
  const words = [...allCodes(), ...checkIds];
  for (const [file, why] of Object.entries(apart)) {
    const text = sources.find((source) => source.file === file)?.text ?? '';
    expect(
      words.some((word) => text.includes(`'${word}'`)),
      `${file}: ${why}`,
    ).toBe(true);
  }
});

test('the commands on the page exist', () => {
  for (const [, name = ''] of page.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name);
});
