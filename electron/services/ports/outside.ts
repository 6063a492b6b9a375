import type { Topic } from '../../../shared/bridge.ts';
import type { DataFile } from './dataFile.ts';

/** The clock is a dependency, never read inside a rule (SPEC section 6). Epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** The clock of the open file: ahead of the machine's where a demonstration's time machine moved it (SPEC section 12). */
export interface MovableClock extends Clock {
  /** The machine's own, for what belongs to no file. */
  readonly machine: Clock;
  setAhead(milliseconds: number): void;
}

/** What a payment provider is told. It never learns more of a source than kind, institution and last four digits. */
export interface PaymentRequest {
  readonly id: string;
  /** Dollars and cents, above zero. */
  readonly amount: string;
  readonly source: { readonly kind: 'card' | 'bank'; readonly institution: string; readonly lastFour: string };
  /** What is bought, as the application writes it for itself: kept with the payment, so that its receipt can be rebuilt. */
  readonly purchase?: string;
}

export type PaymentAnswer =
  | { readonly status: 'approved' }
  | { readonly status: 'declined'; readonly hard: boolean; readonly reason: string }
  | { readonly status: 'pending' }
  /** Nothing was heard: it may or may not have gone through. */
  | { readonly status: 'unreachable' };

/** `notReceived`: the provider never saw this id, and will refuse it from now on. */
export type PaymentFate = PaymentAnswer | { readonly status: 'notReceived' };

/** A payment as the gateway has it, whatever a data file says. */
export interface RecordedPayment {
  readonly id: string;
  /** When it came, epoch milliseconds. */
  readonly at: number;
  readonly amount: string;
  /** In words, as on receipts. */
  readonly label: string;
  /** Null in entries of earlier versions, as is what was bought, which is read when it is asked for. */
  readonly source: PaymentRequest['source'] | null;
  readonly purchase: () => string | null;
  readonly fate: PaymentFate;
}

/** A receipt as it is told to the gateway once it stands in the data file. */
export interface ReceiptTold {
  readonly number: number;
  /** Null for a total of zero, which no payment belongs to. */
  readonly chargeId: string | null;
  readonly issuedAt: number;
  readonly date: string;
  readonly fundingSource: string;
  readonly hash: string;
  /** What was bought, where no payment says it. */
  readonly purchase: string | null;
}

export type RecordedReceipt = Omit<ReceiptTold, 'purchase'> & { readonly purchase: () => string | null };

export interface PaymentHistory {
  /** In the order in which they came. */
  readonly payments: readonly RecordedPayment[];
  readonly receipts: readonly RecordedReceipt[];
}

/** The one small interface that payments pass through (SPEC section 8). Sending the same id again charges nothing again. */
export interface PaymentGateway {
  charge(request: PaymentRequest): Promise<PaymentAnswer>;
  whatBecameOf(id: string): Promise<PaymentFate>;
  /** Keeps which receipt was made, durably, so that it can be rebuilt under its number (SPEC section 8). */
  keepReceipt(receipt: ReceiptTold): Promise<void>;
  /** The company's payments and receipts that were recorded at that moment (epoch milliseconds) or later. */
  history(since: number): Promise<PaymentHistory>;
  /** What a test source of a demonstration will answer, in words; null for any other. */
  describeTestSource(source: PaymentRequest['source']): string | null;
}

/** The payment provider of each data file. */
export interface Gateways {
  of(file: Pick<DataFile, 'path' | 'company' | 'timeTravel'>): PaymentGateway;
  /** Payments of a demonstration that is about to be moved in time are kept apart from now on, in place of any kept before; what its file paid until now is taken along. */
  beginTravel(file: Pick<DataFile, 'path' | 'company'>): void;
  /** Forgets them. */
  endTravel(path: string): void;
}

/** Tells every window which areas changed; called after commit only. */
export type Publish = (topics: readonly Topic[]) => void;

/** Something that the billing system did by itself, or could not do, and that a person should hear of (SPEC section 7). */
export interface AutomaticEvent {
  readonly kind: 'charged' | 'declined' | 'paused' | 'missed';
  /** Null where it concerns all accounts. */
  readonly accountId: number | null;
  readonly sentence: string;
}

/** Tells of an event once; called after commit only. */
export type Tell = (event: AutomaticEvent) => void;

/** The data files opened lately, newest first. */
export interface RecentFiles {
  list(): readonly { readonly path: string; readonly companyName: string }[];
  add(file: { readonly path: string; readonly companyName: string }): void;
}

/** What this machine remembers of the data files used here: the stamps each may bear (SPEC section 8). */
export interface Places {
  /** Null for a path where none was used. */
  stampsOf(path: string): readonly string[] | null;
  remember(path: string, stamps: readonly string[]): void;
}

/** What leaves the application through its host. Each asks the person where to; null where that was cancelled, or the host has no such dialog. */
export interface FileOutput {
  /** Writes the pieces as they come, in UTF-8; a name that is there already keeps its old file until all is written. */
  saveText(suggestedName: string, pieces: AsyncIterable<string>, kind: 'csv' | 'scenario'): Promise<string | null>;
  /** The receipt as a PDF, as its page prints it. */
  printReceipt(number: number, suggestedName: string): Promise<string | null>;
  /** What the Summary window shows as a PDF, as it would be printed. */
  printSummary(suggestedName: string): Promise<string | null>;
}

/** Scenario files that the system asked the application to open, by a double click for one. */
export interface ScenarioFiles {
  /** Those not taken yet, each once. `read` throws ScenarioRefused for one that cannot be read, or is too large. */
  take(): readonly { readonly fileName: string; readonly read: () => Promise<Uint8Array> }[];
}
