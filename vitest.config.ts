import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  test: {
    globalSetup: ['test/support/runFolder.ts'],
    // The tests wait for disk and processes, too: every core is used.
    maxWorkers: '100%',
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
