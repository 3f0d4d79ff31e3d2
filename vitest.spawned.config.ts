import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** The same worlds, each with the built program started for it: what only a process of its own can get wrong. */
export default defineConfig({
  test: { ...config.test, include: ['test/e2e/**/*.test.ts'], env: { FLUX_WI_TEST_DOCTOR: 'spawned' } },
});
