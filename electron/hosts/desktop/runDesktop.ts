import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, nativeTheme, powerMonitor } from 'electron';
import type { Application } from '../../app/application.ts';
import { createApplication } from '../../app/composition.ts';
import { parseLaunchOptions } from '../../app/launchOptions.ts';
import type { LaunchOptions } from '../../app/launchOptions.ts';
import { createLog } from '../../app/logging.ts';
import type { ApplicationPaths } from '../../app/paths.ts';
import { openSettings } from '../../app/settings.ts';
import { hostClock } from '../clock.ts';
import { registerAppScheme, serveAppScheme } from './appProtocol.ts';
import { chooseFile, saveText } from './fileDialogs.ts';
import { connectPages } from './ipc.ts';
import { createNotifications } from './notifications.ts';
import { followOpenFile } from './openFile.ts';
import { denyNavigation, denyPermissions } from './security.ts';
import { printReceipt, printSummary } from './printReceipt.ts';
import { createThemedMenu } from './themedMenu.ts';
import { createWindows } from './windows.ts';

async function startAndSay(application: Application, launch: LaunchOptions): Promise<void> {
  const failure = await application.start(launch);
  if (failure !== null) await dialog.showMessageBox({ type: 'error', message: 'Billing Desk could not open the file', detail: failure.message });
}

/** The desktop application: one instance, its windows, menu and dialogs, around the same application the other host serves. */
export async function runDesktop(paths: ApplicationPaths, version: string): Promise<void> {
  mkdirSync(paths.dataFolder, { recursive: true });
  // Chromium's caches stay apart from a person's files. The lock below lies there too, so it comes after.
  app.setPath('userData', join(paths.dataFolder, 'desktop'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerAppScheme();
  denyNavigation();
  // macOS tells of a double click by an event of its own, of the one that started the application before it is ready.
  const doubleClicked: string[] = [];
  let openScenarios = (files: readonly string[]): void => void doubleClicked.push(...files);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openScenarios([path]);
  });
  const log = createLog(paths.logFile);
  process.on('uncaughtException', (error) => log.error('Uncaught', error));
  process.on('unhandledRejection', (error) => log.error('Unhandled', error));
  const settings = openSettings(paths.settingsFile, (error) => log.error('The settings could not be written', error));
  nativeTheme.themeSource = settings.read().theme;
  await app.whenReady();

  denyPermissions();
  serveAppScheme(paths.rendererFolder);
  const development = !app.isPackaged;
  const windows = createWindows({ preloadFile: paths.preloadFile, settings, development });
  const application = createApplication({
    paths,
    clock: hostClock(process.env),
    log,
    version,
    host: {
      kind: 'desktop',
      chooseFile: (purpose, suggestedName) => chooseFile(purpose, paths.dataFolder, suggestedName),
      saveText,
      printReceipt: (number, suggestedName) => printReceipt(windows, number, suggestedName),
      printSummary: (suggestedName) => printSummary(windows, suggestedName),
      chooseTheme: (theme) => menu.chooseTheme(theme),
      openBillingManager: (accountId) => {
        windows.openBillingManager(accountId);
        return Promise.resolve();
      },
      openSummary: () => {
        windows.openSummary();
      },
    },
  });
  connectPages(application, (id) => windows.isOurs(id));
  application.onEvent((event) => windows.sendToAll(event));
  application.onNotices(createNotifications(windows));
  followOpenFile(application, () => windows.closeBillingManagers());
  const menu = createThemedMenu({ windows, settings, development, lock: () => void application.invoke('session.lock', {}) });

  openScenarios = (files) => {
    if (files.length === 0) return;
    for (const file of files) application.offerScenario(file);
    windows.sendToSummary({ type: 'command', command: 'openScenario' });
  };
  app.on('second-instance', (_event, argv, workingFolder) => {
    windows.openSummary();
    const launch = parseLaunchOptions(argv.slice(1), workingFolder);
    if (launch.demo || launch.dataFile !== null) void startAndSay(application, launch);
    openScenarios(launch.scenarioFiles);
  });
  app.on('activate', () => windows.openSummary());
  // Timers stood still while the machine slept: a charge cycle that began meanwhile runs now, not within the next minute.
  powerMonitor.on('resume', () => void application.wake());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void application
      .close()
      .catch((error: unknown) => log.error('Closing failed', error))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });

  // The window comes up with its file already open, so that the first thing seen is the summary.
  const launch = parseLaunchOptions(process.argv.slice(1), process.cwd());
  const started = startAndSay(application, launch);
  await Promise.race([started, new Promise((resolve) => setTimeout(resolve, 400))]);
  windows.openSummary();
  openScenarios([...launch.scenarioFiles, ...doubleClicked]);
}
