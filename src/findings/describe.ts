/** Findings in words: from their code and arguments alone. It loads no SDK, and is cheap. */

import { UnquotableError, withQuestions } from '../chain/shell-quote.ts';
import type { Fix, Link } from '../chain/vocabulary.ts';
import type { FindingDefinition, Level, Traits } from './define.ts';
import type { Code, Finding } from './finding.ts';
import { findings } from './index.ts';
import { matchesFields } from './schema.ts';
import type { Fields } from './schema.ts';
import { shown, shownArgs } from './shown.ts';

/** A definition that takes the arguments of any code; whoever calls has a finding, in which the two belong together. */
type AnyDefinition = Omit<FindingDefinition<Code, Fields>, 'summary' | 'expected' | 'actual' | 'fixes' | 'example'> & {
  summary(args: unknown): string;
  expected(args: unknown): string | null;
  actual(args: unknown): string | null;
  fixes(args: unknown): Fix[];
  readonly example: object;
};

/** In the order of the chain. */
const table = new Map<string, AnyDefinition>(
  findings.map((definition) => [definition.code, definition as unknown as AnyDefinition]),
);

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
  readonly link: Link | 'none';
  readonly level: Level;
  readonly explanation: string;
  readonly sources: readonly string[];
  readonly docs: string;
  /** The finding as it looks with arguments as they occur. */
  readonly example: Described;
}

/** Puts a finding into words, from its code and its arguments alone. */
export function describe({ code, args }: Finding): Described {
  const words = definitionOf(code);
  const safe = shownArgs(args);
  return {
    summary: words.summary(safe),
    expected: words.expected(safe),
    actual: words.actual(safe),
    docs: docsOf(code),
    fixes: fixesOf(() => words.fixes(args)),
  };
}

/**
 * Puts a stored finding into words, without believing what else is stored beside it. `null`: a code that this version
 * does not know, or arguments that are not its own.
 */
export function describeStored(code: string, args: unknown): Described | null {
  if (!isCode(code) || !matchesFields(definitionOf(code).args, args)) return null;
  return describe({ code, args } as Finding);
}

/** What a code means, with an example. */
export function explainCode(code: Code): Explained {
  const { link, level, explanation, sources } = definitionOf(code);
  return { code, link, level, explanation, sources, docs: docsOf(code), example: describe(exampleOf(code)) };
}

/** A code in one line: its place, its level, and its sentence with arguments as they occur. */
export interface Listed {
  readonly code: Code;
  readonly link: Link | 'none';
  readonly level: Level;
  readonly summary: string;
}

/** Every code in one line, in the order of the chain. */
export function listCodes(): readonly Listed[] {
  return allCodes().map((code) => {
    const definition = definitionOf(code);
    const { link, level, example } = definition;
    return { code, link, level, summary: definition.summary(example) };
  });
}

/** A finding as it occurs. */
export function exampleOf(code: Code): Finding {
  return { code, args: definitionOf(code).example } as Finding;
}

/** Every code, in the order of the chain. */
export function allCodes(): Code[] {
  return findings.map(({ code }) => code);
}

export function isCode(text: string): text is Code {
  return table.has(text);
}

function docsOf(code: Code): string {
  return `https://github.com/flux-wi/flux-wi/blob/main/docs/findings.md#${code}`;
}

/** The link that a code belongs to. */
export function linkOf(code: Code): Link | 'none' {
  return definitionOf(code).link;
}

/** What is known of a code; of one that is not known, nothing. */
export function traitsOf(code: string): Traits {
  return table.get(code) ?? {};
}

function definitionOf(code: Code): AnyDefinition {
  const definition = table.get(code);
  if (definition === undefined) throw new Error(`there is no finding ${code}`);
  return definition;
}

/** A value that fits into no command gives none: the finding itself is still told. */
function fixesOf(make: () => Fix[]): Fix[] {
  try {
    return make().map((fix) => ({
      ...fix,
      title: shown(fix.title),
      command: withQuestions(fix.command),
      patch: fix.patch === null ? null : { ...fix.patch, file: shown(fix.patch.file) },
      permission: shown(fix.permission),
      takes: shown(fix.takes),
      verify: withQuestions(fix.verify),
    }));
  } catch (error) {
    if (error instanceof UnquotableError) return [];
    throw error;
  }
}
