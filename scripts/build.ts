/**
 * Bundles the program into `dist/`, code-split, so that each command loads only what it runs:
 * users get one package without dependencies, and `--help` starts without an SDK.
 */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { thirdPartyNotices } from './build/third-party-notices.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'dist');
// Made beside the last bundle and put in its place whole: whoever runs that one meanwhile is not cut off.
const outdir = join(root, `dist-${process.pid}`);

const result = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/cli/main.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  // A CommonJS package that is imported on demand would arrive as its default export alone.
  mainFields: ['module', 'main'],
  target: 'node22.19',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  // Ink asks for the devtools only under DEV=true; the bundle must not carry them.
  alias: { 'react-devtools-core': join(root, 'scripts/build/empty-module.ts') },
  // Some CommonJS libraries (google-gax) read __dirname and call require.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);const __dirname=import.meta.dirname;const __filename=import.meta.filename;",
  },
});

writeFileSync(join(outdir, 'meta.json'), JSON.stringify(result.metafile).replaceAll(`dist-${process.pid}/`, 'dist/'));
writeFileSync(join(root, 'THIRD_PARTY_NOTICES'), thirdPartyNotices(root, result.metafile));

const old = `${outdir}-old`;
if (existsSync(target)) renameSync(target, old);
renameSync(outdir, target);
rmSync(old, { recursive: true, force: true });
