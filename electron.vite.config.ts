import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

const at = (path: string) => resolve(import.meta.dirname, path);

// The native part stays in node_modules, and `open`, whose own __dirname clashes with the one electron-vite adds. Everything
// else is bundled, which makes the start faster.
const external = ['better-sqlite3', 'open'];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: {
          desktop: at('electron/main.ts'),
          browserHost: at('electron/hosts/browser/main.ts'),
          quote: at('electron/cli/quote.ts'),
          seatWorker: at('electron/app/seatWorker.ts'),
          reviewCopyWorker: at('electron/app/reviewCopyWorker.ts'),
          fileWorker: at('electron/app/fileWorker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload can require nothing but electron: one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: '/',
    plugins: [vue()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // The content policy allows no data: scripts, styles or fonts.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { summary: at('renderer/summary/index.html'), billingManager: at('renderer/billing-manager/index.html') },
      },
    },
  },
});
