import type { HostEvent } from '../../shared/bridge.ts';
import type { Envelope, Failure } from '../../shared/errors.ts';
import type { AutomaticNotice } from '../services/notices.ts';
import type { Download } from '../ipc/downloads.ts';

/** What should be open after the start: the demonstration, one data file, or nothing yet. */
export interface Launch {
  readonly demo: boolean;
  readonly dataFile: string | null;
  /** True: the data file is opened for review, to look at only. */
  readonly review?: boolean;
}

/** The whole application as a host sees it: one way in, one way back. */
export interface Application {
  /** Never rejects: every refusal is an envelope. */
  invoke(route: string, input: unknown): Promise<Envelope<unknown>>;
  /** A file for a host that has no dialog to save one with: the same checks as a call, then its content piece by piece. */
  download(name: string, input: unknown): Promise<Envelope<Download>>;
  /** Returns the function that stops listening. */
  onEvent(listener: (event: HostEvent) => void): () => void;
  /** Hears what the billing system did by itself, after each run. Returns the function that stops listening. */
  onNotices(listener: (notices: readonly AutomaticNotice[]) => void): () => void;
  /** Opens what was asked for. A failure leaves no file open; the windows still work. */
  start(launch: Launch): Promise<Failure | null>;
  /** Keeps a scenario file that the system asked to open, by its absolute path, until a window takes it. */
  offerScenario(path: string): void;
  /** Looks at once whether a charge cycle has begun, as after the machine slept; resolves when it has run. */
  wake(): Promise<void>;
  close(): Promise<void>;
}
