import { text as readAll } from 'node:stream/consumers';
import { allCodes, explainCode, isCode, listCodes } from '../../findings/describe.ts';
import { renderCodes, renderExplained, renderReadings } from '../../output/explanation.ts';
import { screenOf } from '../../output/screen.ts';
import { exitCodes } from '../exit-codes.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { System } from '../system.ts';
import { UsageError } from '../../clients/usage-error.ts';

/**
 * Explains a code, or reads an error message: after `--`, from standard input (`-`), or anything with a blank in it,
 * which no code has. Gives 3 for a text that is not known.
 */
export async function explain(words: readonly string[], as: 'either' | 'text', system: System): Promise<number> {
  const { env, stdin, stdout } = system;
  const screen = screenOf(stdout, env);
  const [first] = words;
  const typed = words.join(' ');
  if (first === undefined && as === 'either') {
    stdout.write(renderCodes(listCodes(), screen));
    return exitCodes.healthy;
  }
  if (isCode(typed)) {
    stdout.write(renderExplained(explainCode(typed), screen));
    return exitCodes.healthy;
  }
  if (typed !== '-' && as === 'either' && !/\s/.test(typed)) throw unknownCode(typed);

  // Its patterns are many, and no code needs them.
  const { readTexts } = await import('../../chain/known-texts.ts');
  const messages = readTexts(typed === '-' ? await readAll(stdin) : typed);
  if (messages.length === 0) {
    stdout.write(
      'This text is not known.\n\nflux-wi doctor asks the same questions itself; or send the text to\nhttps://github.com/flux-wi/flux-wi/issues, without the names that it holds.\n',
    );
    return exitCodes.inconclusive;
  }
  stdout.write(renderReadings(messages, screen));
  return exitCodes.healthy;
}

function unknownCode(typed: string): UsageError {
  const hint = didYouMean(typed, allCodes());
  return new UsageError(
    `there is no finding with the code ${JSON.stringify(typed)}${hint}\nAllowed: the codes that \`flux-wi explain\` lists; an error message goes after \`--\``,
  );
}
