/** A real shell in which every tool only writes down what it was called with. */

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tools = ['gcloud', 'kubectl', 'helm', 'flux', 'flux-wi', 'terraform', 'git', 'fluxctl', 'vi', 'canary'];

export interface Pasted {
  /** Each call: the tool, and its arguments. */
  readonly calls: readonly (readonly string[])[];
  readonly failed: boolean;
}

export class Shell implements Disposable {
  readonly #directory = mkdtempSync(join(tmpdir(), 'flux-wi-shell-'));

  constructor() {
    const recorder = `#!/bin/sh\n{ printf '%s\\0' "\${0##*/}" "$@"; printf '\\1\\0'; } >> "$CALLS"\necho recorded\n`;
    for (const tool of tools) {
      writeFileSync(join(this.#directory, tool), recorder);
      chmodSync(join(this.#directory, tool), 0o755);
    }
  }

  /** Whether a POSIX shell can read it at all. Throws where it cannot. */
  check(command: string): void {
    execFileSync('sh', ['-n'], { input: command, stdio: 'pipe' });
  }

  /** What comes of pasting it. */
  paste(command: string): Pasted {
    const calls = join(this.#directory, 'calls');
    rmSync(calls, { force: true });
    const result = spawnSync('sh', [], {
      input: command,
      cwd: this.#directory,
      env: { PATH: `${this.#directory}:/usr/bin:/bin`, CALLS: calls },
      encoding: 'utf8',
    });
    const text = existsSync(calls) ? readFileSync(calls, 'utf8') : '';
    const words = text.split('\u0001\0').filter((call) => call !== '');
    return { calls: words.map((call) => call.split('\0').slice(0, -1)), failed: result.status !== 0 };
  }

  [Symbol.dispose](): void {
    rmSync(this.#directory, { recursive: true });
  }
}
