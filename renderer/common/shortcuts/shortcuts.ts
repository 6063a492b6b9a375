/** Every keyboard shortcut of both windows, in the order in which the sheet lists them. */
export const SHORTCUTS = {
  showShortcuts: { key: '?', label: 'Show keyboard shortcuts', window: 'both' },
  nextTheme: { key: 't', label: 'Change between light, dark and system', window: 'both' },
  lock: { key: 'l', label: 'Lock the screen', window: 'both' },
  page: { key: '1–9', label: 'Go to a page, counted from the top of the sidebar', window: 'summary' },
  filterPurchases: { key: '/', label: 'Search in purchases', window: 'summary' },
  licensesSection: { key: '1', label: 'Go to Service Licenses', window: 'billingManager' },
  assignmentsSection: { key: '2', label: 'Go to User License Assignments', window: 'billingManager' },
  minutesSection: { key: '3', label: 'Go to Dialer Minutes', window: 'billingManager' },
  productsSection: { key: '4', label: 'Go to Products and Storage Fees', window: 'billingManager' },
  fundingSection: { key: '5', label: 'Go to Funding sources', window: 'billingManager' },
  acceptFields: { key: 's', label: 'Go to the Summary', window: 'billingManager' },
} as const;

export type ShortcutId = keyof typeof SHORTCUTS;
export type WindowName = 'summary' | 'billingManager';

/** Whether a pressed key is a shortcut's: its own, or one of a range such as 1–9. */
export function isKeyOf(id: ShortcutId, pressed: string): boolean {
  const { key } = SHORTCUTS[id];
  const [first, last] = key.split('–');
  return last === undefined ? pressed === key : pressed.length === 1 && pressed >= (first ?? '') && pressed <= last;
}

/** The shortcuts that one window has. */
export function shortcutsOf(window: WindowName): readonly (typeof SHORTCUTS)[ShortcutId][] {
  return Object.values(SHORTCUTS).filter((shortcut) => shortcut.window === 'both' || shortcut.window === window);
}
