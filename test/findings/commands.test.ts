import { execFileSync } from 'node:child_process';
import { sample, string } from 'fast-check';
import { afterAll, describe as group, expect, test } from 'vitest';
import { inOrder, sh, shellQuote, UnquotableError, withQuestions, yours } from '../../src/chain/shell-quote.ts';
import { describe } from '../../src/findings/describe.ts';
import { hostile, madeHostile, samples } from './samples.ts';
import { Shell } from './shell.ts';

const shell = new Shell();
afterAll(() => shell[Symbol.dispose]());

const commandsOf = (findings: ReturnType<typeof samples>): string[] => [
  ...new Set(findings.flatMap((sample) => describe(sample).fixes.flatMap(({ command, verify }) => [command, verify]))),
];
/** The questions at the top, answered. */
const answered = (command: string): string => command.replaceAll(/^([A-Z_]+)=$/gm, "$1='an answer'");

group('pasted commands', () => {
  test('are read by a POSIX shell, and run a tool', () => {
    for (const command of commandsOf(samples())) {
      shell.check(command);
      const { calls, failed } = shell.paste(answered(command));
      expect(failed, command).toBe(false);
      expect(calls.length > 0 || command.startsWith('date'), command).toBe(true);
    }
  });

  test('do nothing while a question is open', () => {
    const open = commandsOf(samples()).filter((command) => /^[A-Z_]+=\n/.test(command));
    expect(open.length).toBeGreaterThan(5);
    for (const command of open) expect(shell.paste(command), command).toEqual({ calls: [], failed: true });
  });

  test('hold hostile values as words, and never run them', () => {
    const commands = commandsOf(samples().map(madeHostile));
    const escaped = JSON.stringify(hostile).slice(1, -1);
    let held = 0;
    for (const command of commands) {
      shell.check(command);
      const { calls } = shell.paste(answered(command));
      expect(
        calls.map(([tool]) => tool),
        command,
      ).not.toContain('canary');
      for (const word of calls.flat().filter((each) => each.includes('HOSTILE'))) {
        held += 1;
        // As it is, or within JSON, or within JSON within JSON.
        const forms = [hostile, escaped, JSON.stringify(escaped).slice(1, -1)];
        expect(
          forms.some((form) => word.replaceAll(/\\([{,[\]])/g, '$1').includes(form)),
          `${command}\n${word}`,
        ).toBe(true);
      }
    }
    expect(held).toBeGreaterThan(100);
  });
});

group('shellQuote', () => {
  test('gives any string back from a shell as it was', () => {
    const texts = sample(
      string({ unit: 'binary', maxLength: 40 }).filter(
        (text) => text.isWellFormed() && !/[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/u.test(text),
      ),
      300,
    );
    const script = `printf '%s\\0' ${texts.map(shellQuote).join(' ')}`;
    const printed = execFileSync('sh', [], { input: script, encoding: 'utf8' });
    expect(printed.split('\0').slice(0, -1)).toEqual(texts.map((text) => Buffer.from(text).toString()));
  });

  test('refuses what an output or a prompt would change, and a word that would be an option', () => {
    for (const sign of ['\0', '\t', '\u001b', '\u202e', '\u200b', '\ud800'])
      expect(() => shellQuote(`a${sign}b`), JSON.stringify(sign)).toThrow(UnquotableError);
    expect(() => sh`kubectl get ${'--all'}`).toThrow(UnquotableError);
    expect(sh`--name=${'--all'}`).toBe('--name=--all');
  });

  test('leaves plain words plain', () => {
    expect(sh`kubectl -n ${'flux-system'} get ${['a', 'b c']}`).toBe("kubectl -n flux-system get a 'b c'");
    expect(shellQuote('')).toBe("''");
    expect(shellQuote('~root')).toBe("'~root'");
  });

  test('asks for what nobody knows, once', () => {
    const command = inOrder(sh`gcloud a ${`serviceAccount:${yours('GSA')}`}`, sh`gcloud b ${yours('GSA')}`);
    expect(withQuestions(command)).toMatch(
      /^GSA=\ngcloud a 'serviceAccount:'"\$\{GSA:\?[^}]+\}" &&\ngcloud b "\$\{GSA:\?[^}]+\}"$/,
    );
  });
});
