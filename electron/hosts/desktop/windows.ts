import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { HostEvent } from '../../../shared/bridge.ts';
import type { SettingsFile } from '../../app/settings.ts';
import { EVENT_CHANNEL } from '../../preload/channels.ts';
import { APP_ORIGIN } from './security.ts';
import { placeWindow } from './windowBounds.ts';
import type { WindowSize } from './windowBounds.ts';

const SIZES = {
  summary: { width: 1280, height: 860, minWidth: 900, minHeight: 600 },
  'billing-manager': { width: 1100, height: 800, minWidth: 800, minHeight: 600 },
} as const satisfies Record<string, WindowSize>;

/** The pages' own background in each theme, so that a window never shows white before its page does. */
const BACKGROUND = { light: '#ffffff', dark: '#16181a' };

export interface Windows {
  openSummary(): BrowserWindow;
  openBillingManager(accountId: number): BrowserWindow;
  closeBillingManagers(): void;
  /** A window that is never seen, of our own pages; the caller closes it. */
  openHidden(path: string): BrowserWindow;
  /** Whether the page with this id is in a window made here. */
  isOurs(webContentsId: number): boolean;
  /** Whether the window in use shows what becomes of an account: its Billing Manager, or Billing Information of all. Null: of all. */
  inUseShows(accountId: number | null): boolean;
  sendToAll(event: HostEvent): void;
  /** To the window in use, if one is. */
  sendToFocused(event: HostEvent): void;
  /** Brings the summary to the front; a window that is only now loading hears it once its page is there. */
  sendToSummary(event: HostEvent): void;
}

/** A page that holds something unsaved refuses to be closed: then the person is asked, since Electron would say nothing and let it stay. */
function askBeforeLosing(window: BrowserWindow, closesAnyway: () => boolean): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const leaves =
      closesAnyway() ||
      dialog.showMessageBoxSync(window, {
        type: 'question',
        message: 'Close this window?',
        detail: 'What is not saved in it is lost.',
        buttons: ['Close', 'Stay'],
        defaultId: 1,
        cancelId: 1,
      }) === 0;
    // Prevented is the page's refusal here: the window goes.
    if (leaves) event.preventDefault();
  });
}

export function createWindows(options: { readonly preloadFile: string; readonly settings: SettingsFile; readonly development: boolean }): Windows {
  const open = new Map<string, BrowserWindow>();
  const webPreferences = {
    preload: options.preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: options.development,
  };
  /** Windows that close whatever is in them: what they show is not there any more. */
  const closing = new Set<string>();
  let hidden = 0;

  const create = (key: string, kind: keyof typeof SIZES, path: string): BrowserWindow => {
    const existing = open.get(key);
    if (existing !== undefined) {
      if (existing.isMinimized()) existing.restore();
      existing.focus();
      return existing;
    }
    const size = SIZES[kind];
    const primary = screen.getPrimaryDisplay();
    const areas = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea);
    const window = new BrowserWindow({
      ...placeWindow(options.settings.read().windows[kind], size, areas),
      minWidth: size.minWidth,
      minHeight: size.minHeight,
      show: false,
      title: 'Billing Desk',
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      webPreferences,
    });
    open.set(key, window);
    window.once('ready-to-show', () => window.show());
    window.on('close', () => {
      const { windows } = options.settings.read();
      options.settings.update({ windows: { ...windows, [kind]: window.getNormalBounds() } });
    });
    askBeforeLosing(window, () => closing.has(key));
    window.once('closed', () => {
      open.delete(key);
      closing.delete(key);
    });
    void window.loadURL(`${APP_ORIGIN}${path}`);
    return window;
  };

  const send = (window: BrowserWindow, event: HostEvent): void => {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  };

  return {
    openSummary: () => create('summary', 'summary', '/'),
    openBillingManager: (accountId) => create(`billing-manager-${accountId}`, 'billing-manager', `/billing-manager/?account=${accountId}`),
    openHidden(path) {
      const window = new BrowserWindow({ width: 900, height: 1200, show: false, title: 'Billing Desk', webPreferences });
      const key = `hidden-${(hidden += 1)}`;
      open.set(key, window);
      window.once('closed', () => open.delete(key));
      void window.loadURL(`${APP_ORIGIN}${path}`);
      return window;
    },
    closeBillingManagers() {
      for (const [key, window] of open) {
        if (key === 'summary') continue;
        closing.add(key);
        window.close();
      }
    },
    isOurs: (id) => [...open.values()].some((window) => !window.isDestroyed() && window.webContents.id === id),
    inUseShows(accountId) {
      const inUse = [...open].find(([, window]) => !window.isDestroyed() && window.isFocused());
      if (inUse === undefined) return false;
      const [key, window] = inUse;
      if (key !== 'summary') return key === `billing-manager-${String(accountId)}`;
      const { hash } = new URL(window.webContents.mainFrame.url);
      return hash === '' || hash === '#/' || hash.startsWith('#/billing-information');
    },
    sendToAll(event) {
      for (const window of open.values()) send(window, event);
    },
    sendToFocused(event) {
      for (const window of open.values()) if (!window.isDestroyed() && window.isFocused()) send(window, event);
    },
    sendToSummary(event) {
      const window = create('summary', 'summary', '/');
      if (window.webContents.isLoading()) window.webContents.once('did-finish-load', () => send(window, event));
      else send(window, event);
    },
  };
}
