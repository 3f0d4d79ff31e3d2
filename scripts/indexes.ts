import { readdirSync } from 'node:fs';
import { links } from '../src/chain/vocabulary.ts';

interface Index {
  /** From the root of the project. */
  readonly path: string;
  readonly content: string;
}

const root = new URL('../', import.meta.url);
const head = '/** Written by scripts/generate.ts from the files beside it (npm run generate). */';

/** Every generated list, as it should be. */
export function indexes(): Index[] {
  return [findings()];
}

/** In the order of the chain; within a link by name. */
function findings(): Index {
  const folders = [...links.map((link) => link.toLowerCase()), 'flux-wi'];
  const files = folders.flatMap((folder) => sources(`src/findings/${folder}`).map((name) => `${folder}/${name}`));
  return list('src/findings/index.ts', 'findings', files);
}

/** A module that lists what each file exports, under the file's own name in camel case. */
function list(path: string, name: string, files: readonly string[]): Index {
  const content = [
    head,
    '',
    ...files.map((file) => `import { ${exported(file)} } from './${file}.ts';`),
    '',
    `export const ${name} = [`,
    ...files.map((file) => `  ${exported(file)},`),
    '] as const;',
    '',
  ].join('\n');
  return { path, content };
}

function exported(file: string): string {
  const [first = '', ...rest] = (file.split('/').at(-1) ?? file).split('-');
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The TypeScript files of a folder, without their ending. */
function sources(folder: string): string[] {
  return readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}
