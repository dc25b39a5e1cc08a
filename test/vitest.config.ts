import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const ROOT = new URL('..', import.meta.url).pathname;
/** Tests that hold an answer to a time that people are promised: nothing runs beside them. */
const TIMED = ['test/e2e/discord.test.ts'];
/** Begun first, in this order, so that at the end no core waits for another; the two that start most programs not at the same time. */
const LONGEST = [
  'test/chaos/chaos.test.ts',
  'test/e2e/platforms.test.ts',
  'test/upkeep/backup.test.ts',
  'test/contract/queue-processes.test.ts',
  'test/chaos/broadcasts.test.ts',
];
/** Much of the time a test waits: for a process to start, for a time to come. */
const SIDE_BY_SIDE = Math.ceil(1.5 * availableParallelism());
const common = { root: ROOT, testTimeout: 20_000 };

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = LONGEST.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)));
    return [...new Set([...long, ...sorted])];
  }
}

export default defineConfig({
  test: {
    root: ROOT,
    globalSetup: ['test/build.ts', 'test/contract/postgres.ts', 'test/temporary-folder.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...common, name: 'side by side', include: ['test/**/*.test.ts'], exclude: TIMED, maxWorkers: SIDE_BY_SIDE, sequence: { groupOrder: 0 } } },
      { test: { ...common, name: 'alone', include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
