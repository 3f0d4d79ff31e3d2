/** A real terminal for a real program: a pseudo-terminal, and an emulator that knows what is on its screen. */

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { build } from 'esbuild';

export interface InTerminal {
  /** What is on the screen, and above it in the scroll-back; without blank lines at the end. */
  screen(): string;
  /** Every byte that the program wrote. */
  raw(): string;
  /** Resolves as soon as the screen fits; the test's own time-out ends it otherwise. */
  until(fits: (screen: string) => boolean): Promise<void>;
  signal(name: 'SIGUSR2' | 'SIGINT'): void;
  type(keys: string): void;
  readonly exit: Promise<number>;
}

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a program in a terminal. The environment is what is given, and no `CI`: with it Ink draws nothing live. */
export function inTerminal(argv: readonly string[], options: TerminalOptions): InTerminal {
  const { columns: cols, rows, env } = options;
  const [file = process.execPath, ...args] = argv;
  const pty = spawn(file, args, {
    name: 'xterm-256color',
    cols,
    rows,
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), LANG: 'C.UTF-8', ...env },
  });
  const terminal = new headless.Terminal({ cols, rows, scrollback: 1000, allowProposedApi: true });
  const watchers = new Set<() => void>();
  let raw = '';
  let drawn = Promise.resolve();
  const screen = (): string => {
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, at) => active.getLine(at)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  };
  pty.onData((data) => {
    raw += data;
    drawn = new Promise((resolve) => {
      terminal.write(data, () => {
        for (const watcher of watchers) watcher();
        resolve();
      });
    });
  });
  return {
    screen,
    raw: () => raw,
    until: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!fits(screen())) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    signal: (name) => pty.kill(name),
    type: (keys) => pty.write(keys),
    exit: new Promise((resolve) => {
      pty.onExit(({ exitCode }) => void drawn.then(() => resolve(exitCode)));
    }),
  };
}

/** Bundles a TypeScript program, JSX and all, as the build does. */
export async function bundled(source: string): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'flux-wi-test-'));
  const file = join(folder, 'program.mjs');
  await build({
    entryPoints: [source],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    alias: { 'react-devtools-core': join(import.meta.dirname, '../../scripts/build/empty-module.ts') },
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  return { file, remove: () => rm(folder, { recursive: true }) };
}
