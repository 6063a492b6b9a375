import boundaries from 'eslint-plugin-boundaries';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

/**
 * The rooms of ARCHITECTURE.md, the more special folder first, each with what it may import: other rooms, npm packages, and
 * Node's own modules (`core`). What is not said here is refused.
 */
const rooms = [
  { type: 'values', folder: 'shared/values', packages: ['zod'] },
  { type: 'shared', folder: 'shared', rooms: ['values'], packages: ['zod'] },
  { type: 'domain', folder: 'electron/domain', rooms: ['values'], packages: ['decimal.js', 'temporal-polyfill'] },
  { type: 'ports', folder: 'electron/services/ports', rooms: ['domain', 'shared', 'values'] },
  { type: 'services', folder: 'electron/services', rooms: ['domain', 'ports', 'shared', 'values'], packages: ['papaparse', 'zod'], core: ['node:crypto'] },
  { type: 'db', folder: 'electron/db', rooms: ['domain', 'ports', 'shared', 'values'], packages: ['better-sqlite3', 'drizzle-orm', 'zod'], core: ['*'] },
  { type: 'gateway', folder: 'electron/gateway', rooms: ['domain', 'ports', 'shared', 'values'], packages: ['zod'], core: ['*'] },
  { type: 'ipc', folder: 'electron/ipc', rooms: ['services', 'ports', 'shared', 'values'], packages: ['zod'], core: ['node:crypto'] },
  { type: 'app', folder: 'electron/app', rooms: ['app', 'db', 'domain', 'gateway', 'ipc', 'ports', 'services', 'shared', 'values'], packages: ['zod', 'electron-log'], core: ['*'] },
  { type: 'cli', folder: 'electron/cli', rooms: ['services'], core: ['*'] },
  { type: 'preload', folder: 'electron/preload', rooms: ['shared', 'values'], packages: ['electron'] },
  { type: 'desktop', folder: 'electron/hosts/desktop', rooms: ['app', 'hosts', 'ipc', 'ports', 'preload', 'shared', 'values'], packages: ['electron'], core: ['*'] },
  { type: 'browser', folder: 'electron/hosts/browser', rooms: ['app', 'hosts', 'ipc', 'ports', 'shared'], packages: ['@hono/node-server', 'hono', 'open'], core: ['*'] },
  { type: 'hosts', folder: 'electron/hosts', rooms: ['ports', 'shared'], packages: ['hono'], core: ['*'] },
  { type: 'entry', folder: 'electron', rooms: ['app', 'desktop'] },
  ...['summary', 'billing-manager'].map((window) => ({
    type: window,
    folder: `renderer/${window}`,
    rooms: ['common', 'shared', 'values'],
    packages: ['@pinia/colada', '@tabler/icons-vue', 'naive-ui', 'pinia', 'vue', 'vue-router'],
  })),
  {
    type: 'common',
    folder: 'renderer/common',
    rooms: ['shared', 'values'],
    packages: ['@fontsource-variable/inter', '@pinia/colada', '@tabler/icons-vue', 'naive-ui', 'pinia', 'vue', 'vue-router'],
  },
];

const policies = rooms.map(({ type, rooms: others = [], packages = [], core = [] }) => ({
  from: { element: { type } },
  allow: {
    to: [
      { element: { types: { anyOf: [type, ...others] } } },
      ...packages.map((source) => ({ module: { origin: 'external', source } })),
      ...core.map((source) => ({ module: { origin: 'core', source } })),
    ],
  },
}));

const noRawIpc = [
  { selector: "MemberExpression[object.name='ipcMain']", message: 'Pages reach the application through electron/hosts/desktop/ipc.ts alone.' },
  { selector: "MemberExpression[object.name='ipcRenderer']", message: 'Pages reach the application through electron/preload alone.' },
  { selector: "CallExpression[callee.property.name='send'][callee.object.property.name='webContents']", message: 'Events go to pages through electron/hosts/desktop/windows.ts alone.' },
];

const noHiddenInputs = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The clock is an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance is an argument.' },
  { selector: "MemberExpression[object.property.name='Now'], MemberExpression[object.name='Temporal'][property.name='Now']", message: 'The clock is an argument.' },
];

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'drizzle/**', 'playwright-report/**', 'test-results/**', 'docs/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      // The layout of templates is the author's; these rules are about line breaks alone.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/attributes-order': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
    },
  },
  {
    files: ['electron/**/*.ts', 'renderer/**/*.{ts,vue}', 'shared/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.vue'] } },
      'boundaries/elements': rooms.map(({ type, folder }) => ({ type, pattern: folder, partialMatch: false })),
      'boundaries/elements-single-match': true,
      // Its version is shown.
      'boundaries/ignore': ['package.json'],
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', checkAllOrigins: true, checkUnknownLocals: true, checkInternals: false, policies }],
      'boundaries/no-unknown-files': 'error',
      'no-restricted-syntax': ['error', ...noRawIpc],
    },
  },
  { files: ['electron/domain/**', 'electron/services/**'], rules: { 'no-restricted-syntax': ['error', ...noRawIpc, ...noHiddenInputs] } },
  { files: ['electron/hosts/desktop/ipc.ts', 'electron/hosts/desktop/windows.ts', 'electron/preload/**'], rules: { 'no-restricted-syntax': 'off' } },
  // Programs that speak to a terminal.
  { files: ['electron/cli/**', 'electron/hosts/browser/main.ts', 'scripts/**', 'test/bench/**'], rules: { 'no-console': 'off' } },
  { files: ['scripts/**', '*.config.*', 'test/**'], languageOptions: { globals: globals.node } },
  { files: ['renderer/public/**'], languageOptions: { globals: globals.browser } },
);
