/** The one table of what is said about each finding. It loads no SDK, and is cheap. */

import { UnquotableError, withQuestions } from './shell-quote.ts';
import type { Code, Finding, Fix } from './vocabulary.ts';
import { accessWords } from './words/access.ts';
import { bindingWords } from './words/binding.ts';
import { crashWords } from './words/crash.ts';
import { gkeWords } from './words/gke.ts';
import { gsaWords } from './words/gsa.ts';
import { ksaWords } from './words/ksa.ts';
import { registryWords } from './words/registry.ts';
import { scanWords } from './words/scan.ts';
import { fitsExample } from './words/stored.ts';
import { tokenWords } from './words/token.ts';
import type { Level, Words, WordsTable } from './words/words-of.ts';
import { workloadWords } from './words/workload.ts';

/** In the order of the chain. A code without words does not compile. */
const table: WordsTable<Code> = {
  ...accessWords,
  ...workloadWords,
  ...ksaWords,
  ...gkeWords,
  ...gsaWords,
  ...bindingWords,
  ...tokenWords,
  ...registryWords,
  ...scanWords,
  ...crashWords,
};

/** A finding in words. */
export interface Described {
  readonly summary: string;
  readonly expected: string | null;
  readonly actual: string | null;
  /** Where it is explained at length. */
  readonly docs: string;
  readonly fixes: readonly Fix[];
}

/** What a code means, apart from any one finding. */
export interface Explained {
  readonly code: Code;
  readonly link: Words<Code>['link'];
  readonly level: Level;
  readonly explanation: string;
  readonly sources: readonly string[];
  readonly docs: string;
  /** The finding as it looks with arguments as they occur. */
  readonly example: Described;
}

/** Puts a finding into words, from its code and its arguments alone. */
export function describe({ code, args }: Finding): Described {
  const words = wordsOf(code);
  return {
    summary: words.summary(args),
    expected: words.expected(args),
    actual: words.actual(args),
    docs: docsOf(code),
    fixes: fixesOf(() => words.fixes(args)),
  };
}

/**
 * Puts a stored finding into words, without believing what else is stored beside it. `null`: a code that this version
 * does not know, or arguments that are not its own.
 */
export function describeStored(code: string, args: unknown): Described | null {
  if (!isCode(code) || !fitsExample(wordsOf(code).example, args)) return null;
  try {
    return describe({ code, args } as Finding);
  } catch (error) {
    // A null where there should be none.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** What a code means, with an example. */
export function explainCode(code: Code): Explained {
  const { link, level, explanation, sources } = wordsOf(code);
  return { code, link, level, explanation, sources, docs: docsOf(code), example: describe(exampleOf(code)) };
}

/** A code in one line: its place, its level, and its sentence with arguments as they occur. */
export interface Listed {
  readonly code: Code;
  readonly link: Words<Code>['link'];
  readonly level: Level;
  readonly summary: string;
}

/** Every code in one line, in the order of the chain. */
export function listCodes(): readonly Listed[] {
  return allCodes().map((code) => {
    const words = wordsOf(code);
    return { code, link: words.link, level: words.level, summary: words.summary(words.example) };
  });
}

/** A finding as it occurs. */
export function exampleOf(code: Code): Finding {
  return { code, args: wordsOf(code).example } as Finding;
}

/** Every code, in the order of the chain. */
export function allCodes(): Code[] {
  return Object.keys(table) as Code[];
}

export function isCode(text: string): text is Code {
  return Object.hasOwn(table, text);
}

function docsOf(code: Code): string {
  return `https://github.com/flux-wi/flux-wi/blob/main/docs/findings.md#${code}`;
}

/** Words that take the arguments of any code; whoever calls has a finding, in which the two belong together. */
/** The link that a code belongs to. */
export function linkOf(code: Code): Words<Code>['link'] {
  return wordsOf(code).link;
}

function wordsOf(code: Code): Words<Code> {
  return table[code];
}

/** A value that fits into no command gives none: the finding itself is still told. */
function fixesOf(make: () => Fix[]): Fix[] {
  try {
    return make().map((fix) => ({ ...fix, command: withQuestions(fix.command), verify: withQuestions(fix.verify) }));
  } catch (error) {
    if (error instanceof UnquotableError) return [];
    throw error;
  }
}
