import type { HostServices } from '../../electron/app/hostServices.ts';

/** A host as the browser's: no dialogs, no windows of its own. */
export const testHost: HostServices = {
  kind: 'browser',
  chooseFile: () => Promise.resolve(null),
  openBillingManager: () => Promise.resolve(),
  openSummary: () => undefined,
  chooseTheme: () => undefined,
  saveText: () => Promise.resolve(null),
  printReceipt: () => Promise.resolve(null),
  printSummary: () => Promise.resolve(null),
};
