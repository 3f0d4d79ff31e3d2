/** Every `flux-wi …` command that the program prints, or that a page of its docs tells, is one that it takes. */

import { globSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { readTexts } from '../../src/chain/known-texts.ts';
import { describe as inWords, explainCode, isCode } from '../../src/findings/describe.ts';
import { programOf } from '../../src/cli/program.ts';
import { parseDoctor } from '../../src/cli/parse-doctor.ts';
import type { DoctorFlags } from '../../src/cli/doctor-flags.ts';
import { ownSystem } from '../../src/cli/system.ts';
import { scenarios } from '../../src/sandbox/scenarios/index.ts';
import { clusterAnswers } from '../chain/known-texts/recorded/cluster.ts';
import { fluxErrors, fluxOwn } from '../chain/known-texts/recorded/flux.ts';
import { googleAnswers } from '../chain/known-texts/recorded/google.ts';
import { registryAnswers } from '../chain/known-texts/recorded/registries.ts';
import { samples } from '../findings/samples.ts';
import { Shell } from '../findings/shell.ts';

const shell = new Shell();
afterAll(() => shell[Symbol.dispose]());

class Parsed extends Error {}

/** What stands for a value that is known only when the command is printed. */
const anything = 'ANYTHING';

/** Parses a command with the program's own parser, as far as to where it would run. Throws what the program would say. */
async function parse(argv: readonly string[]): Promise<void> {
  const system = { ...ownSystem, env: {}, stdout: new PassThrough(), stderr: new PassThrough() };
  const program = programOf(argv, system, () => {});
  program.hook('preAction', (_, command) => {
    const [word] = command.args;
    if (command.name() === 'doctor') checkDoctor(command.opts());
    if (command.name() === 'sandbox' && word !== undefined) scenario(word);
    if (command.name() === 'explain' && word !== undefined && !argv.includes('--')) code(word);
    throw new Parsed();
  });
  await program.parseAsync([...argv], { from: 'user' }).then(
    () => {
      if (argv.length > 0) throw new Error(`nothing would run: ${argv.join(' ')}`);
    },
    (error: unknown) => {
      const helpOrVersion = error instanceof Error && 'exitCode' in error && error.exitCode === 0;
      if (!(error instanceof Parsed) && !helpOrVersion) throw error;
    },
  );
}

function checkDoctor(flags: DoctorFlags): void {
  parseDoctor(flags, {}, false);
  for (const id of [...(flags.check ?? []), ...(flags.skip ?? [])])
    if (id !== anything && !checks.some((check) => check.id === id)) throw new Error(`no check ${id}`);
  if (typeof flags.sandbox === 'string') scenario(flags.sandbox);
}

function scenario(name: string): void {
  if (![anything, 'NAME', 'SCENARIO'].includes(name) && !scenarios.some(({ id }) => id === name))
    throw new Error(`no scenario ${name}`);
}

function code(word: string): void {
  if (![anything, 'CODE', '-'].includes(word) && !isCode(word)) throw new Error(`no code ${word}`);
}

/** The calls of flux-wi in what is pasted into a shell, with the questions at its top answered. */
function callsIn(pasted: string): readonly (readonly string[])[] {
  const answered = pasted.replaceAll(/^([A-Z_]+)=$/gm, `$1=${anything}`);
  return shell.paste(answered).calls.flatMap(([tool, ...argv]) => (tool === 'flux-wi' ? [argv] : []));
}

/**
 * The commands that stand amid prose: from the name on as long as what follows are flags with their values, or the one
 * word that the command takes. A flag named without a value is none that could be run.
 */
function mentionedIn(text: string): readonly (readonly string[])[] {
  const words = 'doctor|explain|report|sandbox|schema|completion|permissions|check|version';
  const plain = text.replaceAll(/"\$\{[A-Z_]+:\?[^}]*\}"/g, anything);
  const mentions = plain.matchAll(new RegExp(`\\bflux-wi (${words})\\b:?([^\\n\`]*)`, 'g'));
  return [...mentions].flatMap(([, command = '', rest = '']) => {
    const argv = [command, ...argumentsIn(command, rest.split(/ {3,}/, 1)[0] ?? '')];
    const isNoun = command === 'report' && argv.length === 1;
    return isNoun || /^--(?:wait|context|image)$/.test(argv.at(-1) ?? '') ? [] : [argv];
  });
}

function argumentsIn(command: string, rest: string): readonly string[] {
  const found: string[] = [];
  for (const word of rest.split(/\s+/).filter((each) => each !== '')) {
    const bare = word.replace(/[.,;:)'"]+$/, '');
    const isFlag = /^--?[a-zA-Z]/.test(bare);
    const isValue = /^--?[a-z]/.test(found.at(-1) ?? '') && /^[\w.=/@:-]{2,}$/.test(bare) && !prose.has(bare);
    const isWord =
      found.length === 0 &&
      /^(?:explain|sandbox|report)$/.test(command) &&
      /^(?:[A-Z]+|[a-z]+(?:-[a-z0-9.]+)+|-|\S+\.json)$/.test(bare);
    if (!isFlag && !isValue && !isWord) break;
    found.push(bare);
    if (bare !== word) break;
  }
  return found;
}

const prose = new Set(['and', 'or', 'ask', 'asks', 'also', 'is', 'what', 'the', 'with', 'prints', 'says']);

const shown = (argv: readonly string[]): string => `flux-wi ${argv.join(' ')}`;

async function allAreTaken(found: readonly (readonly string[])[]): Promise<void> {
  const refused: string[] = [];
  for (const argv of new Map(found.map((each) => [shown(each), each])).values()) {
    try {
      await parse(argv);
    } catch (error) {
      refused.push(`${shown(argv)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  expect(refused).toEqual([]);
}

describe('the program takes the commands', () => {
  test('of its findings, in the shapes that they can have', async () => {
    const described = samples().flatMap((sample) => inWords(sample).fixes);
    const found = described.flatMap(({ command, verify }) => [...callsIn(command), ...callsIn(verify)]);
    expect(found.length).toBeGreaterThan(20);
    await allAreTaken(found);
    await allAreTaken(
      samples().flatMap((sample) => {
        const { summary, fixes } = inWords(sample);
        const { explanation } = explainCode(sample.code);
        return [summary, explanation, ...fixes.map(({ title }) => title)].flatMap(mentionedIn);
      }),
    );
  });

  test('of what it makes of error messages', async () => {
    const texts = [...fluxOwn, ...fluxErrors, ...registryAnswers, ...googleAnswers, ...clusterAnswers];
    const found = texts.flatMap(([text]) => readTexts(text).flatMap(({ reading }) => reading.next.flatMap(callsIn)));
    expect(found.length).toBeGreaterThan(50);
    await allAreTaken(found);
  });

  test('of its help', async () => {
    const help = new PassThrough();
    const system = { ...ownSystem, stdout: help, stderr: help };
    for (const argv of [[], ...['doctor', 'explain', 'sandbox', 'schema'].map((name) => [name])])
      await programOf(argv, system, () => {})
        .parseAsync([...argv, '--help'], { from: 'user' })
        .catch(() => {});
    const lines = String(help.read()).split('\n');
    const examples = lines.flatMap((line) => /^ {2}(.*flux-wi .*?)(?: {3,}.*)?$/.exec(line)?.[1] ?? []);
    expect(examples.length).toBeGreaterThan(12);
    await allAreTaken(examples.flatMap((example) => callsIn(example)));
  });

  const pages = ['README.md', ...globSync('docs/*.md'), ...globSync('deploy/*')];
  test.each(pages)('of %s', async (page) => {
    await allAreTaken(mentionedIn(readFileSync(page, 'utf8')));
  });

  test('of every sentence in its sources', async () => {
    // A scenario says a part of the command that it expects.
    const files = globSync(['src/**/*.{ts,tsx}', 'checks/**/*.ts', 'bin/*']).filter(
      (file) => !file.startsWith('src/sandbox/scenarios/'),
    );
    const found = files.flatMap((file) =>
      mentionedIn(readFileSync(file, 'utf8').replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, anything)),
    );
    expect(found.length).toBeGreaterThan(40);
    await allAreTaken(found);
  });
});
