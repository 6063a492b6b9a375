import type { FileOutput } from '../services/ports/outside.ts';

/** What the application asks of the host it runs in: the desktop, or the loopback server. */
export interface HostServices extends FileOutput {
  readonly kind: 'desktop' | 'browser';
  /** The host's own file dialog; null when it was cancelled, or where the host has none. */
  chooseFile(purpose: 'open' | 'create', suggestedName?: string): Promise<string | null>;
  /** A window has this theme now; the host follows. */
  chooseTheme(theme: 'light' | 'dark' | 'system'): void;
  /** Opens the account's Billing Manager window, or brings the open one to the front. */
  openBillingManager(accountId: number): Promise<void>;
  /** The same of the Summary window. */
  openSummary(): void;
}

/** Where the application writes what a person need not see. */
export interface Log {
  info(message: string): void;
  error(message: string, error?: unknown): void;
}
