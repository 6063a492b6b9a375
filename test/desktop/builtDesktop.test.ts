import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bridge, HostEvent } from '../../shared/bridge.ts';
import type { BrowserWindow, MenuItem } from './standIn/electron.ts';
import { runBuiltMain, runBuiltPreload } from './standIn/runBuilt.ts';
import type { BuiltDesktop } from './standIn/runBuilt.ts';

let built: BuiltDesktop;
let bridge: Bridge;
let summary: BrowserWindow;

const denied = () => {
  let prevented = 0;
  return { event: { preventDefault: () => (prevented += 1) }, count: () => prevented };
};

function fromPage(window: BrowserWindow): void {
  built.electron.ipcRenderer.page = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
}

function items(menu: readonly MenuItem[]): MenuItem[] {
  return menu.flatMap((item) => [item, ...items(item.submenu ?? [])]);
}

beforeAll(async () => {
  built = runBuiltMain();
  await vi.waitFor(() => expect(built.electron.BrowserWindow.all).toHaveLength(1), { timeout: 10_000 });
  const [first] = built.electron.BrowserWindow.all;
  if (first === undefined) throw new Error('No window');
  summary = first;
  bridge = runBuiltPreload(built.electron);
  fromPage(summary);
});

afterAll(async () => {
  const { quits } = built.electron.app;
  built.electron.app.emit('will-quit', { preventDefault: () => undefined });
  await vi.waitFor(() => expect(built.electron.app.quits).toBe(quits + 1));
  rmSync(built.dataFolder, { recursive: true, force: true });
});

describe('the summary window', () => {
  test('is sandboxed, isolated, without Node, and of the first size', () => {
    expect(summary.options).toMatchObject({ width: 1280, height: 860, minWidth: 900, minHeight: 600, show: false });
    expect(summary.options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    });
    const { preload } = summary.options['webPreferences'] as { preload: string };
    expect(existsSync(preload)).toBe(true);
  });

  test('comes up in its own colour, and only when its page is drawn', () => {
    expect(summary.options['backgroundColor']).toBe('#16181a');
    expect(summary.shown).toBe(false);
    summary.emit('ready-to-show');
    expect(summary.shown).toBe(true);
  });

  test('loads its page from app://', () => {
    expect(summary.webContents.mainFrame.url).toBe('app://billing-desk/');
  });

  test('goes nowhere, opens nothing and holds no webview', () => {
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const { event, count } = denied();
      summary.webContents.emit(name, event, 'https://example.com/');
      expect(count(), name).toBe(1);
    }
    expect(summary.webContents.openHandler?.({ url: 'app://billing-desk/' })).toEqual({ action: 'deny' });
  });
});

test('every permission is refused', () => {
  const { handlers } = built.electron.session.defaultSession;
  const answers: unknown[] = [];
  handlers['request']?.(summary.webContents, 'media', (answer: unknown) => answers.push(answer));
  handlers['display']?.({}, (answer: unknown) => answers.push(answer));
  expect(answers).toEqual([false, {}]);
  expect(handlers['check']?.(summary.webContents, 'clipboard-read')).toBe(false);
  expect(handlers['device']?.({})).toBe(false);
});

describe('app://', () => {
  const get = async (url: string, method = 'GET'): Promise<Response> => {
    const handler = built.electron.protocol.handlers['app'];
    if (handler === undefined) throw new Error('app:// is not handled');
    return handler(new Request(url, { method }));
  };

  test('is a standard, secure scheme, made known before the application is ready', () => {
    expect(built.electron.protocol.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
    expect(built.electron.protocol.registeredBeforeReady).toBe(true);
  });

  test.each(['app://billing-desk/', 'app://billing-desk/billing-manager/?account=1'])('serves %s with the policy and its nonce', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(200);
    const html = await response.text();
    const nonce = /<meta name="csp-nonce" content="([^"]+)">/.exec(html)?.[1] ?? 'none';
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain(`'nonce-${nonce}'`);
    expect(policy).not.toContain('unsafe');
  });

  test('every file a page names is there', async () => {
    for (const page of ['app://billing-desk/', 'app://billing-desk/billing-manager/']) {
      const html = await (await get(page)).text();
      const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => new URL(file, page.replace('app:', 'http:')).pathname);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) expect((await get(`app://billing-desk${file}`)).status, file).toBe(200);
      expect(html, 'no script or style within the page').not.toMatch(/<script(?![^>]*src=)|<style/);
    }
  });

  test.each(['app://elsewhere/', 'app://billing-desk/..%2fmain/desktop.js', 'app://billing-desk/package.json', 'app://billing-desk/summary/index.html'])(
    '%s is not found',
    async (url) => {
      expect((await get(url)).status).toBe(404);
    },
  );

  test('nothing is posted to it', async () => {
    expect((await get('app://billing-desk/', 'POST')).status).toBe(404);
  });
});

describe('the bridge', () => {
  test('is two functions and a word, and cannot be changed', () => {
    expect(Object.keys(bridge).sort()).toEqual(['host', 'invoke', 'on']);
    expect(bridge.host).toBe('desktop');
    expect(Object.isFrozen(bridge)).toBe(true);
  });

  test('carries a call through the gate and back', async () => {
    const answer = await bridge.invoke('app.state', {});
    expect(answer).toMatchObject({ ok: true, value: { host: 'desktop', file: null } });
  });

  test('carries a refusal as data', async () => {
    expect(await bridge.invoke('app.state', { extra: 1 })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', path: '/extra' } });
    expect(await bridge.invoke('toString', {})).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });

  test('refuses whoever is not a page of ours', async () => {
    const { ipcRenderer, WebContents } = built.electron;
    const { webContents } = summary;
    const ours = webContents.mainFrame;
    const senders = [
      { sender: webContents, senderFrame: null },
      { sender: webContents, senderFrame: { url: 'https://example.com/', parent: null } },
      { sender: webContents, senderFrame: { url: 'app://billing-desk.example.com/', parent: null } },
      { sender: webContents, senderFrame: { url: 'app://billing-desk/', parent: ours } },
      { sender: new WebContents(), senderFrame: ours },
    ];
    for (const page of senders) {
      ipcRenderer.page = page;
      expect(await bridge.invoke('app.state', {}), JSON.stringify(page.senderFrame)).toMatchObject({ ok: false });
    }
    fromPage(summary);
    expect(await bridge.invoke('app.state', {})).toMatchObject({ ok: true });
  });

  test('hands over events without the object that leads to ipcRenderer, until told to stop', () => {
    const heard: unknown[][] = [];
    const stop = bridge.on((...args: unknown[]) => heard.push(args));
    const event: HostEvent = { type: 'command', command: 'shortcuts' };
    summary.webContents.send('billing-desk:event', event);
    stop();
    summary.webContents.send('billing-desk:event', event);
    expect(heard).toEqual([[event]]);
  });
});

describe('the menu', () => {
  test('has the accelerators', () => {
    const accelerators = items(built.electron.Menu.current).filter(({ accelerator }) => accelerator !== undefined);
    expect(accelerators.map(({ label, role, accelerator }) => [label ?? role, accelerator])).toEqual(
      expect.arrayContaining([
        ['&Open…', 'CmdOrCtrl+O'],
        ['&New company…', 'CmdOrCtrl+N'],
        ['Open &demonstration', 'CmdOrCtrl+Shift+D'],
        ['&Lock', 'CmdOrCtrl+L'],
        ['&Close file', 'CmdOrCtrl+Shift+W'],
        ['&Keyboard shortcuts', 'CmdOrCtrl+/'],
        ['&Search and commands…', 'CmdOrCtrl+K'],
      ]),
    );
    expect(new Set(accelerators.map(({ accelerator }) => accelerator)).size).toBe(accelerators.length);
  });

  test('does not reload in a finished application', () => {
    expect(items(built.electron.Menu.current).map(({ role }) => role)).not.toContain('reload');
  });

  test('sends its commands to the summary', () => {
    const heard: HostEvent[] = [];
    const stop = bridge.on((event) => heard.push(event));
    items(built.electron.Menu.current).find(({ label }) => label === '&Open…')?.click?.();
    stop();
    expect(heard).toEqual([{ type: 'command', command: 'openFile' }]);
  });

  test('Lock needs no window: it asks the application itself, which then tells them all', async () => {
    const path = join(built.dataFolder, 'Acme.billing');
    const operator = { firstName: 'Ann', lastName: 'Berg', email: 'ann@acme.example', password: 'correct horse battery' };
    await bridge.invoke('file.create', { commandId: '7b3e0f64-6c1e-4f0e-9a53-0f2f6f3f7a10', path, companyName: 'Acme', timeZone: 'America/Denver', operator });
    items(built.electron.Menu.current).find(({ label }) => label === '&Lock')?.click?.();
    await vi.waitFor(async () => expect(await bridge.invoke('app.state', {})).toMatchObject({ value: { file: { companyName: 'Acme', operator: null } } }));
    await bridge.invoke('file.close', {});
  });

  test('a theme is told to the windows, followed by the system and remembered', () => {
    const heard: HostEvent[] = [];
    const stop = bridge.on((event) => heard.push(event));
    items(built.electron.Menu.current).find(({ label }) => label === '&Dark')?.click?.();
    stop();
    expect(heard).toEqual([{ type: 'command', command: 'themeDark' }]);
    expect(built.electron.nativeTheme.themeSource).toBe('dark');
    expect(JSON.parse(readFileSync(join(built.dataFolder, 'settings.json'), 'utf8'))).toMatchObject({ theme: 'dark' });
    expect(items(built.electron.Menu.current).find(({ label }) => label === '&Dark')?.checked).toBe(true);
  });
});

test('a theme chosen in a window is followed by the system and remembered, without an echo', async () => {
  const heard: HostEvent[] = [];
  const stop = bridge.on((event) => heard.push(event));
  expect(await bridge.invoke('window.chooseTheme', { theme: 'light' })).toMatchObject({ ok: true });
  stop();
  expect(heard).toEqual([]);
  expect(built.electron.nativeTheme.themeSource).toBe('light');
  expect(JSON.parse(readFileSync(join(built.dataFolder, 'settings.json'), 'utf8'))).toMatchObject({ theme: 'light' });
  expect(items(built.electron.Menu.current).find(({ label }) => label === '&Light')?.checked).toBe(true);
});

test('the file dialog is the system\'s, and cancelling it gives null', async () => {
  expect(await bridge.invoke('file.choose', { purpose: 'open' })).toEqual({ ok: true, value: { path: null } });
  built.electron.dialog.answer = { canceled: false, filePaths: ['/somewhere/Company.billing'], filePath: '' };
  expect(await bridge.invoke('file.choose', { purpose: 'open' })).toEqual({ ok: true, value: { path: '/somewhere/Company.billing' } });
});

test('a second start brings the window to the front', () => {
  summary.focused = false;
  built.electron.app.emit('second-instance', {}, ['electron', '.'], '/');
  expect(summary.focused).toBe(true);
  expect(built.electron.BrowserWindow.all).toHaveLength(1);
});

describe('with the demonstration open', () => {
  let accountId: number;

  beforeAll(async () => {
    const heard: HostEvent[] = [];
    const stop = bridge.on((event) => heard.push(event));
    expect(await bridge.invoke('file.openDemonstration', {})).toMatchObject({ ok: true });
    stop();
    expect(heard.some((event) => event.type === 'changed' && event.change.topics.includes('app'))).toBe(true);
    const summaryOfAll = await bridge.invoke('summary.accounts', {});
    if (!summaryOfAll.ok) throw new Error(summaryOfAll.error.message);
    accountId = (summaryOfAll.value as { accounts: { id: number }[] }).accounts[0]?.id ?? 0;
  });

  test('a Billing Manager opens once for an account, and in front the second time', async () => {
    await bridge.invoke('window.openBillingManager', { accountId });
    await bridge.invoke('window.openBillingManager', { accountId });
    expect(built.electron.BrowserWindow.all).toHaveLength(2);
    const manager = built.electron.BrowserWindow.all[1];
    expect(manager?.focused).toBe(true);
    expect(manager?.options).toMatchObject({ width: 1100, height: 800, minWidth: 800, minHeight: 600 });
    expect(manager?.webContents.mainFrame.url).toBe(`app://billing-desk/billing-manager/?account=${accountId}`);
  });

  test('from there the Summary window is brought to the front, where it shows a receipt', async () => {
    const [summary, manager] = built.electron.BrowserWindow.all;
    await bridge.invoke('window.openSummary', {});
    expect([summary?.focused, manager?.focused]).toEqual([true, false]);
    expect(built.electron.BrowserWindow.all).toHaveLength(2);
  });

  test('where it was is remembered when it closes', async () => {
    const [, manager] = built.electron.BrowserWindow.all;
    if (manager === undefined) throw new Error('No Billing Manager');
    manager.bounds = { x: 5_000, y: 40, width: 900, height: 700 };
    manager.close();
    await bridge.invoke('window.openBillingManager', { accountId });
    // The display it was on is gone: it comes up at the edge of the one there is.
    expect(built.electron.BrowserWindow.all[1]?.options).toMatchObject({ x: 700, y: 40, width: 900, height: 700 });
  });

  test('a receipt is printed to a PDF where one says, by its own page in a window that is never seen', async () => {
    const path = join(built.dataFolder, 'Receipt.pdf');
    const { all } = built.electron.BrowserWindow;
    built.electron.dialog.answer = { canceled: false, filePaths: [], filePath: path };
    const before = all.length;
    const saving = bridge.invoke('receipts.savePdf', { number: 3 });
    await vi.waitFor(() => expect(all).toHaveLength(before + 1));
    const hidden = all.at(-1);
    if (hidden === undefined) throw new Error('No window');
    expect(hidden.options).toMatchObject({ show: false, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } });
    expect(hidden.webContents.mainFrame.url).toBe('app://billing-desk/#/receipts/3');
    expect(hidden.webContents.openHandler?.({ url: 'app://billing-desk/' })).toEqual({ action: 'deny' });
    hidden.webContents.setTitle('Company X');
    expect(hidden.webContents.printed).toEqual([]);
    hidden.webContents.setTitle('Receipt 000003 – Company X');
    expect(await saving).toEqual({ ok: true, value: { path } });
    expect(hidden.webContents.printed).toHaveLength(1);
    expect(hidden.shown).toBe(false);
    expect(hidden.destroyed).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('%PDF of app://billing-desk/#/receipts/3');
    expect(built.electron.dialog.asked.at(-1)?.at(-1)).toMatchObject({ defaultPath: '/home/ann/documents/Receipt 000003.pdf' });
  });

  test('receipts are written as CSV where one says; cancelling writes nothing', async () => {
    const path = join(built.dataFolder, 'receipts.csv');
    built.electron.dialog.answer = { canceled: false, filePaths: [], filePath: path };
    expect(await bridge.invoke('receipts.saveCsv', { filter: { kind: 'recurring' } })).toEqual({ ok: true, value: { path } });
    const rows = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.slice(1).every((row) => row.includes(',Recurring,'))).toBe(true);
    expect(readdirSync(built.dataFolder).filter((name) => name.endsWith('.part'))).toEqual([]);

    rmSync(path);
    built.electron.dialog.answer = { canceled: true, filePaths: [], filePath: '' };
    expect(await bridge.invoke('receipts.saveCsv', { filter: {} })).toEqual({ ok: true, value: { path: null } });
    expect(await bridge.invoke('receipts.savePdf', { number: 3 })).toEqual({ ok: true, value: { path: null } });
    expect(existsSync(path)).toBe(false);
  });

  test('a double click on a scenario file leads the summary to it, once', async () => {
    const path = join(built.dataFolder, 'Company X.billing-scenario');
    writeFileSync(path, readFileSync(join(import.meta.dirname, '..', 'cli', 'examples', 'company-x.scenario.json')));
    const heard: HostEvent[] = [];
    const stop = bridge.on((event) => heard.push(event));
    built.electron.app.emit('second-instance', {}, ['electron', '.', 'Company X.billing-scenario'], built.dataFolder);
    stop();
    expect(heard).toEqual([{ type: 'command', command: 'openScenario' }]);
    expect(summary.focused).toBe(true);
    const taken = { fileName: 'Company X.billing-scenario', outcome: { kind: 'opened', opened: { facts: { name: 'Company X', billingDay: 1 }, kept: { sessions: 1 } } } };
    expect(await bridge.invoke('scenarios.takeOffered', {})).toMatchObject({ ok: true, value: { files: [taken] } });
    expect(await bridge.invoke('scenarios.takeOffered', {})).toMatchObject({ ok: true, value: { files: [] } });
    // macOS tells it by another event.
    built.electron.app.emit('open-file', { preventDefault: () => undefined }, path);
    expect(await bridge.invoke('scenarios.takeOffered', {})).toMatchObject({ ok: true, value: { files: [taken] } });
  });

  test('a scenario is written where one says, and the comparison is printed as the summary shows it', async () => {
    const path = join(built.dataFolder, 'Saved.billing-scenario');
    const file = { format: 'billing-scenario/1', name: 'Saved', timeZone: 'UTC', asOf: '2014-03-15' };
    built.electron.dialog.answer = { canceled: false, filePaths: [], filePath: path };
    expect(await bridge.invoke('scenarios.save', { file, sessionsId: null })).toEqual({ ok: true, value: { path, download: null } });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(file);
    expect(built.electron.dialog.asked.at(-1)?.at(-1)).toMatchObject({ defaultPath: '/home/ann/documents/Saved.billing-scenario', filters: [{ extensions: ['billing-scenario'] }] });
    const pdf = join(built.dataFolder, 'Scenarios.pdf');
    built.electron.dialog.answer = { canceled: false, filePaths: [], filePath: pdf };
    expect(await bridge.invoke('scenarios.savePdf', { name: 'Company X scenarios' })).toEqual({ ok: true, value: { path: pdf } });
    expect(readFileSync(pdf, 'utf8')).toBe(`%PDF of ${summary.webContents.mainFrame.url}`);
  });

  test('a window that holds something unsaved asks before it closes', () => {
    const asked = built.electron.dialog.asked.length;
    for (const [pressed, closes] of [[1, 0], [0, 1]] as const) {
      built.electron.dialog.pressed = pressed;
      const { event, count } = denied();
      summary.webContents.emit('will-prevent-unload', event);
      expect(count()).toBe(closes);
    }
    expect(built.electron.dialog.asked.slice(asked).map((call) => call.at(-1))).toMatchObject([{ buttons: ['Close', 'Stay'], defaultId: 1 }, {}]);
  });

  test('after sleep, the charge cycle that began meanwhile runs at once', async () => {
    const accounts = await bridge.invoke('summary.accounts', {});
    if (!accounts.ok) throw new Error(accounts.error.message);
    const recharged = (accounts.value as { accounts: { id: number; name: string }[] }).accounts.find(({ name }) => name === 'Remote Office')?.id;
    const newestCycle = async (): Promise<number> => {
      const answer = await bridge.invoke('minutes.cycles', { accountId: recharged, limit: 1 });
      if (!answer.ok) throw new Error(answer.error.message);
      return (answer.value as { cycles: { cycle: number }[] }).cycles[0]?.cycle ?? 0;
    };
    const before = await newestCycle();
    const now = Date.now.bind(Date);
    const asleep = vi.spyOn(Date, 'now').mockImplementation(() => now() + 4 * 3_600_000);
    try {
      expect(await newestCycle()).toBe(before);
      built.electron.powerMonitor.emit('resume');
      await vi.waitFor(async () => expect(await newestCycle()).toBe(before + 1), { timeout: 10_000 });
    } finally {
      asleep.mockRestore();
    }
  });

  test('what was charged by itself is told by the system, once; a click opens the account; the window that shows it keeps it quiet', async () => {
    const { BrowserWindow, Notification, powerMonitor } = built.electron;
    const ask = async (route: string, input: unknown): Promise<unknown> => {
      const answer = await bridge.invoke(route, input);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    };
    const { accounts } = (await ask('summary.accounts', {})) as { accounts: { id: number; name: string }[] };
    const office = accounts.find(({ name }) => name === 'Remote Office')?.id ?? 0;
    const now = Date.now.bind(Date);
    let later = 4 * 3_600_000;
    const asleep = vi.spyOn(Date, 'now').mockImplementation(() => now() + later);
    /** Uses all that is left, then lets a charge cycle begin. */
    const runOut = async (commandId: string): Promise<void> => {
      const { balance } = (await ask('minutes.view', { accountId: office })) as { balance: string };
      await ask('minutes.recordUsage', { commandId, accountId: office, at: '2026-11-20T08:00', medium: 'call', quantity: balance, rate: '1' });
      const receipts = async (): Promise<number> => ((await ask('receipts.page', { filter: { kind: 'automaticRecharge', accountId: office }, limit: 200 })) as { receipts: unknown[] }).receipts.length;
      const before = await receipts();
      later += 4 * 3_600_000;
      powerMonitor.emit('resume');
      await vi.waitFor(async () => expect(await receipts()).toBe(before + 1), { timeout: 10_000 });
    };
    try {
      for (const window of BrowserWindow.all) window.focused = false;
      const before = Notification.all.length;
      await runOut('2f6a3b1c-5d04-4b7e-9a41-3c2f6a3b1c01');
      await vi.waitFor(() => expect(Notification.all).toHaveLength(before + 1));
      const notice = Notification.all.at(-1);
      expect(notice?.options.title).toBe('Charged automatically');
      expect(notice?.options.body).toMatch(/^Remote Office: \$[\d,.]+ of dialer minutes, receipt \d{6}$/);
      notice?.emit('click');
      const manager = BrowserWindow.all.find(({ webContents }) => webContents.mainFrame.url === `app://billing-desk/billing-manager/?account=${office}`);
      manager?.focus();
      expect(BrowserWindow.getFocusedWindow()).toBe(manager);

      await runOut('2f6a3b1c-5d04-4b7e-9a41-3c2f6a3b1c02');
      expect(Notification.all).toHaveLength(before + 1);
      manager?.close();
    } finally {
      asleep.mockRestore();
    }
  });

  test('closing the file closes it', async () => {
    expect(await bridge.invoke('file.close', {})).toMatchObject({ ok: true });
    await expect.poll(() => built.electron.BrowserWindow.all.length).toBe(1);
  });
});
