import { defineConfig } from 'vitest/config';

const ROOT = new URL('..', import.meta.url).pathname;
/** Tests that hold an answer to a time that people are promised: nothing runs beside them. */
const TIMED = ['test/e2e/discord.test.ts'];
const common = { root: ROOT, testTimeout: 20_000 };

export default defineConfig({
  test: {
    root: ROOT,
    globalSetup: ['test/build.ts', 'test/contract/postgres.ts', 'test/temporary-folder.ts'],
    projects: [
      // Much of the time a test waits: for a process to start, for a time to come.
      { test: { ...common, name: 'side by side', include: ['test/**/*.test.ts'], exclude: TIMED, maxWorkers: '100%', sequence: { groupOrder: 0 } } },
      { test: { ...common, name: 'alone', include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
