import type { Capability } from './values/capabilities.ts';

export type WindowName = 'summary' | 'billingManager';

/** A part of the native menu. */
export type MenuPlace = 'file' | 'close' | 'view' | 'theme' | 'help';

export interface CommandSpec {
  /** As the palette and the shortcut sheet name it. */
  readonly label: string;
  /** Other words that people look for it by. */
  readonly words?: string;
  readonly window: WindowName | 'both';
  /** The single key in a window: one, or a range such as 1–9. */
  readonly key?: string;
  /** As Electron writes it: CmdOrCtrl+O. */
  readonly accelerator?: string;
  /** Its place and label in the native menu. */
  readonly menu?: { readonly place: MenuPlace; readonly label: string };
  /** What the operator's permission group must allow; the palette lists it disabled, with the reason, where it does not. */
  readonly needs?: Capability;
  /** False for what the palette does not list: what is a range of keys, or the palette itself. */
  readonly palette?: false;
}

/**
 * Every command of both windows, once: the native menu, the command palette and the shortcut sheet are made from this list,
 * in its order. Pages have theirs beside it, from the list of pages.
 */
export const COMMANDS = {
  palette: { label: 'Search and commands', window: 'both', accelerator: 'CmdOrCtrl+K', menu: { place: 'view', label: '&Search and commands…' }, palette: false },
  page: { label: 'Go to a page, counted from the top of the sidebar', window: 'summary', key: '1–9', palette: false },
  filterPurchases: { label: 'Search in purchases', window: 'summary', key: '/' },
  newUser: { label: 'New user', words: 'add user', window: 'summary', needs: 'manageUsers' },
  importUsers: { label: 'Import users', window: 'summary', needs: 'manageUsers' },
  newGroup: { label: 'New permission group', words: 'add group operator', window: 'summary', needs: 'manageUsers' },
  addPrice: { label: 'Add a list price', words: 'new price', window: 'summary', needs: 'managePrices' },
  importSessions: { label: 'Import sessions', words: 'session log', window: 'summary', needs: 'assignLicenses' },
  purchaseMinutes: { label: 'Purchase minutes', words: 'buy minutes automatic recharge', window: 'both', needs: 'buyMinutes' },
  licensesSection: { label: 'Go to Service Licenses', words: 'buy licenses quantity', window: 'billingManager', key: '1' },
  assignmentsSection: { label: 'Go to User License Assignments', window: 'billingManager', key: '2' },
  minutesSection: { label: 'Go to Dialer Minutes', window: 'billingManager', key: '3' },
  productsSection: { label: 'Go to Products and Storage Fees', window: 'billingManager', key: '4' },
  fundingSection: { label: 'Go to Funding sources', words: 'add card bank', window: 'billingManager', key: '5' },
  acceptFields: { label: 'Go to the Summary', window: 'billingManager', key: 's' },
  openFile: { label: 'Open a file', window: 'summary', accelerator: 'CmdOrCtrl+O', menu: { place: 'file', label: '&Open…' } },
  openForReview: { label: 'Open a file for review', window: 'summary', accelerator: 'CmdOrCtrl+Shift+O', menu: { place: 'file', label: 'Open for &review…' } },
  newCompany: { label: 'New company', window: 'summary', accelerator: 'CmdOrCtrl+N', menu: { place: 'file', label: '&New company…' } },
  openDemonstration: { label: 'Open the demonstration', window: 'summary', accelerator: 'CmdOrCtrl+Shift+D', menu: { place: 'file', label: 'Open &demonstration' } },
  exportReviewCopy: { label: 'Export a review copy', window: 'summary', needs: 'manageData' },
  lock: { label: 'Lock the screen', words: 'sign out', window: 'both', key: 'l', accelerator: 'CmdOrCtrl+L', menu: { place: 'close', label: '&Lock' } },
  closeFile: { label: 'Close this file', window: 'summary', accelerator: 'CmdOrCtrl+Shift+W', menu: { place: 'close', label: '&Close file' } },
  nextTheme: { label: 'Change between light, dark and system', window: 'both', key: 't', palette: false },
  themeLight: { label: 'Theme: light', window: 'both', menu: { place: 'theme', label: '&Light' } },
  themeDark: { label: 'Theme: dark', window: 'both', menu: { place: 'theme', label: '&Dark' } },
  themeSystem: { label: 'Theme: follow the system', window: 'both', menu: { place: 'theme', label: '&Follow the system' } },
  shortcuts: { label: 'Show keyboard shortcuts', window: 'both', key: '?', accelerator: 'CmdOrCtrl+/', menu: { place: 'help', label: '&Keyboard shortcuts' } },
} as const satisfies Record<string, CommandSpec>;

export type CommandId = keyof typeof COMMANDS;

/** What a window can do with a command: its id, and all that is said of it. */
export type Command = CommandSpec & { readonly id: CommandId };

/** Every command in the order of the list. */
export const ALL_COMMANDS: readonly Command[] = Object.entries(COMMANDS).map(([id, spec]) => {
  const command: CommandSpec = spec;
  // Its keys are the ids.
  return { ...command, id: id as CommandId };
});

/** Those that a window has. */
export function commandsOf(window: WindowName): readonly Command[] {
  return ALL_COMMANDS.filter((command) => command.window === 'both' || command.window === window);
}

/** Whether a pressed key is a command's: its own, or one of a range such as 1–9. */
export function isKeyOf(id: CommandId, pressed: string): boolean {
  const { key }: CommandSpec = COMMANDS[id];
  if (key === undefined) return false;
  const [first, last] = key.split('–');
  return last === undefined ? pressed === key : pressed.length === 1 && pressed >= (first ?? '') && pressed <= last;
}

/** An accelerator as people read it: "Ctrl+K". */
export function acceleratorText(accelerator: string, mac: boolean): string {
  return mac ? accelerator.replace('CmdOrCtrl+', '⌘').replace('Shift+', '⇧') : accelerator.replace('CmdOrCtrl', 'Ctrl');
}
