import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['./test/harness/build.ts'],
    reporters: ['default', './test/closing-line.ts'],
    // Left to itself, vitest takes one worker, and two tests at once in it, on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    maxConcurrency: 4,
    // Of a page that differs, the lines that do.
    diff: { expand: false, contextLines: 3 },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
