import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Before any test runs, whichever way the tests were started: a bundle of older sources must not pass. */
export function setup(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/build.ts', import.meta.url))], {
    stdio: 'inherit',
  });
}
