/**
 * Stands in for Electron where its binary is not: the parts the application uses, which record what was asked of them. The
 * built main process and preload run against it unchanged.
 */
import { EventEmitter } from 'node:events';

export interface Frame {
  url: string;
  parent: Frame | null;
}

type OpenHandler = (details: { url: string }) => { action: string };

let lastId = 0;

export class WebContents extends EventEmitter {
  readonly id = (lastId += 1);
  readonly sent: { channel: string; message: unknown }[] = [];
  readonly mainFrame: Frame = { url: '', parent: null };
  openHandler: OpenHandler | null = null;

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string, message: unknown): void {
    this.sent.push({ channel, message });
    for (const listener of ipcRenderer.listeners(channel)) listener({ sender: ipcRenderer }, message);
  }

  title = '';
  printed: unknown[] = [];

  isLoading(): boolean {
    return false;
  }
  getTitle(): string {
    return this.title;
  }
  /** What a page does once it has drawn itself. */
  setTitle(title: string): void {
    this.title = title;
    this.emit('page-title-updated', {}, title);
  }
  printToPDF(options: unknown): Promise<Buffer> {
    this.printed.push(options);
    return Promise.resolve(Buffer.from(`%PDF of ${this.mainFrame.url}`));
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.focused) ?? null;
  }

  readonly webContents = new WebContents();
  readonly options: Record<string, unknown>;
  shown = false;
  focused = false;
  destroyed = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    for (const window of BrowserWindow.all) window.focused = window === this;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  restore(): void {
    this.shown = true;
  }
  getNormalBounds(): object {
    return this.bounds;
  }
  close(): void {
    this.emit('close');
    this.destroyed = true;
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    this.emit('closed');
  }
}

/** A notice of the operating system; `all` are those that were shown. */
export class Notification extends EventEmitter {
  static readonly all: Notification[] = [];
  static isSupported(): boolean {
    return true;
  }

  readonly options: { title: string; body: string };

  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }
  show(): void {
    Notification.all.push(this);
  }
}

class App extends EventEmitter {
  readonly isPackaged = true;
  readonly paths: Record<string, string> = {};
  holdsLock = process.env['STAND_IN_LOCK'] !== 'taken';
  quits = 0;
  readyAsked = false;

  getPath(name: string): string {
    return this.paths[name] ?? `/home/ann/${name}`;
  }
  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }
  requestSingleInstanceLock(): boolean {
    return this.holdsLock;
  }
  whenReady(): Promise<void> {
    this.readyAsked = true;
    return Promise.resolve();
  }
  quit(): void {
    this.quits += 1;
  }
}
export const app = new App();

/** Emits what the system does: `resume` after sleep. */
export const powerMonitor = new EventEmitter();

export const nativeTheme = { themeSource: 'unset', shouldUseDarkColors: true };

const display = { id: 1, workArea: { x: 0, y: 0, width: 1600, height: 1000 } };
export const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] };

type Handler = (...args: unknown[]) => unknown;

class Session {
  readonly handlers: Record<string, Handler> = {};
  setPermissionRequestHandler(handler: Handler): void {
    this.handlers['request'] = handler;
  }
  setPermissionCheckHandler(handler: Handler): void {
    this.handlers['check'] = handler;
  }
  setDevicePermissionHandler(handler: Handler): void {
    this.handlers['device'] = handler;
  }
  setDisplayMediaRequestHandler(handler: Handler): void {
    this.handlers['display'] = handler;
  }
}
export const session = { defaultSession: new Session() };

export const protocol = {
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  registeredBeforeReady: false,
  handlers: {} as Record<string, (request: Request) => Promise<Response>>,
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    protocol.schemes.push(...schemes);
    protocol.registeredBeforeReady = !app.readyAsked;
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    protocol.handlers[scheme] = handler;
  },
};

export interface MenuItem {
  label?: string;
  role?: string;
  accelerator?: string;
  checked?: boolean;
  submenu?: MenuItem[];
  click?: () => void;
}
export const Menu = {
  current: [] as MenuItem[],
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu(menu: MenuItem[]): void {
    Menu.current = menu;
  },
};

export const dialog = {
  asked: [] as unknown[][],
  answer: { canceled: true, filePaths: [] as string[], filePath: '' },
  showOpenDialog: (...args: unknown[]) => {
    dialog.asked.push(args);
    return Promise.resolve(dialog.answer);
  },
  showSaveDialog: (...args: unknown[]) => {
    dialog.asked.push(args);
    return Promise.resolve(dialog.answer);
  },
  showMessageBoxSync: (...args: unknown[]): number => {
    dialog.asked.push(args);
    return dialog.pressed;
  },
  /** The button that is pressed in a question. */
  pressed: 0,
  showMessageBox: (...args: unknown[]) => {
    dialog.asked.push(args);
    return Promise.resolve({ response: 0 });
  },
};

export const ipcMain = {
  handlers: {} as Record<string, Handler>,
  handle(channel: string, handler: Handler): void {
    ipcMain.handlers[channel] = handler;
  },
};

/** The page's end: what it sends arrives at ipcMain with the frame that `page` names at the time, as clones, as in life. */
class IpcRenderer extends EventEmitter {
  page: { sender: WebContents; senderFrame: Frame | null } | null = null;

  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    return structuredClone(await ipcMain.handlers[channel]?.(this.page, ...structuredClone(args)));
  }
}
export const ipcRenderer = new IpcRenderer();

export const contextBridge = {
  exposed: {} as Record<string, unknown>,
  exposeInMainWorld(name: string, api: unknown): void {
    contextBridge.exposed[name] = api;
  },
};
