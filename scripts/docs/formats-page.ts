import { formats } from '../../src/output/formats.ts';

/** docs/formats.md: what `-o` can write. */
export function formatsPage(): string {
  const rows = formats.map(
    ({ name, extension, use }) => `| \`${name}\` | \`-o ${name}=report.${extension}\` | ${use} |`,
  );
  return [
    '# Formats of the report',
    '',
    '`flux-wi doctor` takes `-o FORMAT` for standard output and `-o FORMAT=FILE` for a file. Of several, one may go to',
    'standard output. Without any, a terminal gets the live screen (`tui`) and everything else gets',
    '`text`. All say the same, and the exit code is the same for all.',
    '',
    '<!-- Written by `npm run docs` from src/output/formats.ts; change it there. -->',
    '',
    '| format | into a file | what for |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
