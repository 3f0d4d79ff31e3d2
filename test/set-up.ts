import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds what the end-to-end tests run; and says plainly when the tests were started on a Node that cannot run it. */
export default function setUp(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 19)) {
    throw new Error(
      `the tests need Node.js 22.19 or later and run on ${process.versions.node}: use "npm test", or install without --ignore-scripts`,
    );
  }
  execFileSync(process.execPath, [join(import.meta.dirname, '../.ci/build.ts')], { stdio: 'inherit' });
}
