import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** The licence texts of every package that esbuild's metafile shows in the bundle, sorted by name. */
export function thirdPartyNotices(root: string, metafile: Metafile): string {
  const folders = new Set<string>();
  for (const input of Object.keys(metafile.inputs)) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match?.[1] !== undefined) folders.add(match[1]);
  }
  const sections = [...folders].sort().map((folder) => section(join(root, folder)));
  return ['This package bundles the following packages.', ...sections].join(`\n\n${'-'.repeat(78)}\n\n`) + '\n';
}

function section(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const licence = readdirSync(folder).find((file) => /^licen[cs]e|^copying/i.test(file));
  const text =
    licence !== undefined && existsSync(join(folder, licence))
      ? readFileSync(join(folder, licence), 'utf8').trim()
      : 'The package carries no licence file; its manifest names the licence above.';
  return `${manifest.name} ${manifest.version} (${manifest.license ?? 'licence not stated'})\n\n${text}`;
}
