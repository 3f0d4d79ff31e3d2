/** `npm run new finding CODE LINK`: the beginning of a finding's file. What it leaves open does not pass the tests. */
import { existsSync, writeFileSync } from 'node:fs';
import { links } from '../src/chain/vocabulary.ts';

const [what, code = '', wanted = ''] = process.argv.slice(2);
const link = links.find((each) => each.toLowerCase() === wanted.toLowerCase());
if (what !== 'finding' || !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(code) || link === undefined) {
  console.error(`npm run new finding CODE LINK\nCODE is two words or more, with hyphens. LINK: ${links.join(', ')}`);
  process.exit(2);
}
const path = new URL(`../src/findings/${link.toLowerCase()}/${code}.ts`, import.meta.url);
if (existsSync(path)) {
  console.error(`${code} is there`);
  process.exit(2);
}
const name = code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
writeFileSync(
  path,
  `import { defineFinding } from '../define.ts';
import { exampleKsa } from '../examples.ts';
import { ksa } from '../subjects.ts';

export const ${name} = defineFinding({
  code: '${code}',
  link: '${link}',
  level: 'broken',
  since: '',
  args: { ...ksa },
  summary: ({ namespace, ksa }) => \`ServiceAccount \${namespace}/\${ksa} \`,
  explanation: '',
  sources: [],
  expected: () => '',
  actual: () => '',
  fixes: () => [],
  example: { ...exampleKsa },
});
`,
);
console.log(`src/findings/${link.toLowerCase()}/${code}.ts is there; now \`npm run generate\`, and CONTRIBUTING.md`);
