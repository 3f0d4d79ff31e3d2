import { scenarios } from '../../src/sandbox/scenarios/index.ts';
import { publicCases } from './public-cases.ts';
import type { PublicCase } from './public-cases.ts';

/** docs/cases.md: each public breakage, and what the doctor says of it. */
export function casesPage(): string {
  const rows = publicCases.map((one) => `| ${one.id} | ${one.title} | ${linkOf(one.source)} | ${judged(one)} |`);
  return [
    '# Public breakages, and what the doctor says',
    '',
    'Reports of this chain broken in public. Where the sandbox can hold the world, a scenario stands for it: run it with',
    '`npx flux-wi doctor --sandbox NAME`. An end-to-end test holds each to its verdict, and to silence about the links that are',
    'not to blame. This page is made from the scenarios: `npm run docs`.',
    '',
    '| case | what broke | reported in | what the doctor says |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function judged({ id, unseen }: PublicCase): string {
  const told = scenarios
    .filter((one) => one.cases?.includes(id) === true)
    .map(({ id: name, expect: { verdict, code, warns = [] } }) => {
      const codes = [code ?? [...warns]].flat().map((each) => `[\`${each}\`](findings.md#${each})`);
      return `\`${name}\`: ${[verdict, ...codes].join(', ')}`;
    });
  return told.length > 0 ? told.join('; ') : (unseen ?? 'open');
}

function linkOf(source: string): string {
  const issue = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(source);
  return issue === null ? source : `[${source}](https://github.com/${issue[1]}/issues/${issue[2]})`;
}
