import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The file that takes longest by far begins first, so that no core is left idle at the end of the first run on a machine. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = (file: TestSpecification): boolean => file.moduleId.endsWith('test/simulation/year.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

export default defineConfig({
  plugins: [vue()],
  test: {
    globalSetup: ['test/support/runFolder.ts'],
    // The tests wait for disk and processes, too: every core is used.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/desktop/**'],
          // One process runs many files, which share what they import: tests keep what they change to themselves.
          isolate: false,
        },
      },
      {
        extends: true,
        // The built desktop entry runs as it is loaded, each time in a process of its own.
        test: { name: 'built', include: ['test/desktop/**/*.test.ts'] },
      },
    ],
  },
});
