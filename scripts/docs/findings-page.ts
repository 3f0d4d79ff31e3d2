import { allCodes, explainCode } from '../../src/findings/describe.ts';
import type { Explained } from '../../src/findings/describe.ts';
import type { Fix } from '../../src/chain/vocabulary.ts';
import { fixLabels } from '../../src/output/chosen-fixes.ts';

const levels: Record<Explained['level'], string> = {
  broken: 'Breaks the chain.',
  warn: 'A warning.',
  unknown: 'Something could not be seen.',
  skipped: 'Does not apply.',
};

const titles: Record<Explained['link'], string> = {
  access: 'Access: whether the chain can be looked at',
  workload: '1. Workload',
  KSA: '2. KSA',
  GKE: '3. GKE',
  GSA: '4. GSA',
  binding: '5. Binding',
  token: '6. Token',
  registry: '7. Registry',
  scan: '8. Scan',
  none: 'The doctor itself',
};

/** docs/findings.md: every code, by the link that it belongs to. A code is its own anchor. */
export function findingsPage(): string {
  const explained = allCodes().map(explainCode);
  const links = [...new Set(explained.map(({ link }) => link))];
  const contents = links.map((link) => {
    const codes = explained.filter((each) => each.link === link).map(({ code }) => `[\`${code}\`](#${code})`);
    return `- **${titles[link]}**: ${codes.join(' · ')}`;
  });
  const sections = links.map((link) =>
    [`## ${titles[link]}`, ...explained.filter((each) => each.link === link).map(section)].join('\n\n'),
  );
  const head = [
    '# Findings',
    '',
    'What each code of `flux-wi doctor` means, by the links of the chain. `flux-wi explain CODE` prints the same.',
    'Codes are public: one is never renamed and never used again.',
    '',
    '<!-- Written by `npm run docs` from src/findings; change it there. -->',
  ];
  return `${[head.join('\n'), contents.join('\n'), ...sections].join('\n\n')}\n`;
}

function section({ code, level, explanation, sources, example }: Explained): string {
  const rows = [`> ${prose(example.summary)}`];
  if (example.expected !== null) rows.push(`> - expected: ${prose(example.expected)}`);
  if (example.actual !== null) rows.push(`> - actual: ${prose(example.actual)}`);
  return [
    `### ${code}`,
    `*${levels[level]}* ${prose(explanation)}`,
    rows.join('\n>\n'),
    ...example.fixes.map(fixText),
    ...(sources.length === 0 ? [] : [`See ${sources.map((source) => `<${source}>`).join(', ')}.`]),
  ].join('\n\n');
}

function fixText(fix: Fix): string {
  const when = fix.when === undefined ? '' : ` (${fix.when})`;
  const parts = [`**${fixLabels[fix.kind]}${when}: ${prose(fix.title)}**`];
  if (fix.patch !== null)
    parts.push(`In ${prose(fix.patch.file)}: ${prose(fix.patch.place)}`, fenced(fix.patch.language, fix.patch.content));
  parts.push(
    fenced('sh', fix.command),
    `Requires ${prose(fix.permission)}. Effective ${prose(fix.takes)}. Check: \`${fix.verify.replaceAll('\n', '; ')}\``,
  );
  return parts.join('\n\n');
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** Sentences as Markdown: angle brackets and emphasis are meant as they are. */
function prose(text: string): string {
  return text.replace(/[<*_[\]]/g, String.raw`\$&`);
}
