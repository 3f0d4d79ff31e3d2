import { readFileSync, readdirSync } from 'node:fs';
import { links } from '../src/chain/vocabulary.ts';

interface Index {
  /** From the root of the project. */
  readonly path: string;
  readonly content: string;
}

/** What one file registers. */
interface Entry {
  /** Without its ending; from the folder of the list. */
  readonly file: string;
  readonly names: readonly string[];
  /** As it stands in the list: by name, or spread where the file exports several together. */
  readonly items: readonly string[];
  readonly text: string;
}

const root = new URL('../', import.meta.url);
const head = '/** Written by scripts/generate.ts from the files that there are (npm run generate). */';

/** Every generated list, as it should be. */
export function indexes(): Index[] {
  return [findings(), checks(), scenarios()];
}

/** In the order of the chain; within a link by name. */
function findings(): Index {
  const folders = [...links.map((link) => link.toLowerCase()), 'flux-wi'];
  const entries = folders.flatMap((folder) => entriesOf('src/findings', folder, 'defineFinding'));
  return { path: 'src/findings/index.ts', content: list('findings', entries) };
}

/** In the order of the chain; within a link the wide ones first, and each after those that it needs. */
function checks(): Index {
  const entries = entriesOf('checks', '.', 'defineCheck');
  const scopes = ['cluster', 'identity', 'target'];
  const ordered = links.flatMap((link) => {
    const ofLink = entries.filter(({ text }) => text.includes(`link: '${link}'`));
    return afterNeeds(scopes.flatMap((scope) => ofLink.filter(({ text }) => text.includes(`scope: '${scope}'`))));
  });
  return { path: 'checks/index.ts', content: list('checks', ordered) };
}

function scenarios(): Index {
  const folder = 'src/sandbox/scenarios';
  const folders = ['healthy', ...links.map((link) => link.toLowerCase())];
  const others = folderNames(folder).filter((name) => !folders.includes(name));
  const entries = [...folders, ...others].flatMap((each) => entriesOf(folder, each, 'scenarios', true));
  return { path: `${folder}/list.ts`, content: list('scenarios', entries) };
}

function afterNeeds(entries: readonly Entry[]): Entry[] {
  const ordered = new Set<Entry>();
  const add = (entry: Entry): void => {
    for (const needed of entries) if (entry.text.includes(`from './${needed.file}.ts'`)) add(needed);
    ordered.add(entry);
  };
  entries.forEach(add);
  return [...ordered];
}

/**
 * The files of a folder that call `definer` for what they export; by name.
 *
 * @param several each export is a list
 */
function entriesOf(parent: string, folder: string, definer: string, several = false): Entry[] {
  const exported = new RegExp(`^export const (\\w+) = ${definer}\\(`, 'gm');
  return sourcesIn(`${parent}/${folder}`)
    .map((name) => {
      const text = readFileSync(new URL(`${parent}/${folder}/${name}.ts`, root), 'utf8');
      const names = [...text.matchAll(exported)].map(([, constant = '']) => constant);
      const items = names.map((constant) => (several ? `...${constant}` : constant));
      return { file: folder === '.' ? name : `${folder}/${name}`, names, items, text };
    })
    .filter(({ names }) => names.length > 0);
}

/** The TypeScript files of a folder, without their ending. */
function sourcesIn(folder: string): string[] {
  return readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

function folderNames(parent: string): string[] {
  return readdirSync(new URL(parent, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function list(name: string, entries: readonly Entry[]): string {
  return [
    head,
    '',
    ...entries.map(({ file, names }) => `import { ${names.join(', ')} } from './${file}.ts';`),
    '',
    `export const ${name} = [`,
    ...entries.flatMap(({ items }) => items.map((item) => `  ${item},`)),
    '] as const;',
    '',
  ].join('\n');
}
