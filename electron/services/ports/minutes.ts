import type { RechargeDecision } from '../../../shared/values/recharges.ts';
import type { RetryState } from '../../domain/retryAfterDecline.ts';
import type { Tx } from './transaction.ts';

/* Dialer minutes and their automatic recharge in the data file (SPEC section 7). Money, days and moments as in records.ts. */

/** Where an account's automatic recharge stands (SPEC section 7). */
export interface RechargeStateRecord extends RetryState {
  readonly accountId: number;
  /** Epoch milliseconds at which the balance fell below the minimum reserve; null: not due. */
  readonly dueSince: number | null;
  /** The cycle in which the present round of tries began; null: none is under way. */
  readonly roundCycle: number | null;
}

/** What was decided for an account in a charge cycle. */
export interface RechargeCycleRecord {
  readonly accountId: number;
  readonly cycle: number;
  /** The same as `cycle`, but for cycles missed one after the other. */
  readonly lastCycle: number;
  readonly decision: RechargeDecision;
  /** One sentence. */
  readonly reason: string;
  /** Null where nobody looked. */
  readonly balance: string | null;
  readonly reserve: string | null;
  /** What was charged, or tried; null where nothing was. */
  readonly amount: string | null;
}

/** What an account has and used, in dollars (up to six decimals), read for all accounts at once. */
export interface MinutesTotals {
  readonly balance: string;
  readonly used: string;
}

/** What makes one entry of usage the same as another; quantity and rate in whole millionths. */
export interface UsageIdentity {
  readonly at: number;
  readonly medium: 'call' | 'text';
  readonly quantity: number;
  readonly rate: number;
}

export interface UsageImportRecord {
  readonly accountId: number;
  readonly at: number;
  readonly fileName: string;
  /** SHA-256 of the rows as they were read. */
  readonly contentHash: string;
  readonly rows: number;
}

export interface LedgerEntryRecord extends NewLedgerEntry {
  readonly id: number;
}

export interface NewLedgerEntry {
  readonly accountId: number;
  readonly at: number;
  readonly kind: 'usage' | 'purchase' | 'adjustment';
  readonly medium: 'call' | 'text' | null;
  /** Minutes or messages of usage; null otherwise. */
  readonly quantity: string | null;
  readonly rate: string | null;
  /** Dollars added to the balance: negative for usage. */
  readonly amount: string;
  readonly receiptNumber: number | null;
  readonly note: string;
}

export interface MinutesLedger {
  /** Exact sum in dollars, up to six decimals. */
  balance(accountId: number): string;
  balances(): ReadonlyMap<number, string>;
  /** Exact sums in dollars of what was bought, of adjustments, and of usage (zero or below); of moments before `before` where it is given. */
  sumsByKind(accountId: number, before?: number): { readonly purchases: string; readonly adjustments: string; readonly usage: string };
  /** Dollars used (positive, up to six decimals) per account in [from, to). */
  usageTotals(from: number, to: number): ReadonlyMap<number, string>;
  /** Sum of usage in dollars (positive) between each pair of neighbouring moments: n + 1 moments give n sums. */
  usageBetween(accountId: number, moments: readonly number[]): readonly string[];
  firstUsageAt(accountId: number): number | null;
  /** Balance, and usage in [from, to), of every account, in one pass over the ledger. */
  totals(from: number, to: number): ReadonlyMap<number, MinutesTotals>;
  /** Exact sum in dollars of what was entered with a moment before `moment`. */
  balanceBefore(accountId: number, moment: number): string;
  /** What the balance changed by, in dollars, between each pair of neighbouring moments. */
  movedBetween(accountId: number, moments: readonly number[]): readonly string[];
  /** Usage in dollars (positive) by hour since the epoch, in [from, to), the hours without usage left out. */
  usageByHour(accountId: number, from: number, to: number): readonly { readonly hour: number; readonly used: string }[];
  /** Newest first by moment, then by entry. `before`: only those before it in this order. */
  page(accountId: number, kind: NewLedgerEntry['kind'] | null, before: Pick<LedgerEntryRecord, 'at' | 'id'> | null, limit: number): readonly LedgerEntryRecord[];
  /** Usage in [from, to) in whole millionths, in the order of moment, medium, quantity and rate: what makes one entry the same as another. */
  usageIdentities(accountId: number, from: number, to: number): Iterable<UsageIdentity>;
  appendTx(tx: Tx, entries: readonly NewLedgerEntry[]): void;
  /** Usage alone, in whole millionths: a million entries in a few seconds. */
  appendUsageTx(tx: Tx, accountId: number, entries: Iterable<UsageIdentity & { readonly amount: number }>): void;
  /** A file of the same content imported before, or null. */
  importOf(accountId: number, contentHash: string): UsageImportRecord | null;
  insertImportTx(tx: Tx, imported: UsageImportRecord): void;
}

/** Automatic recharge of each account: where it stands, and what each charge cycle decided (SPEC section 7). */
export interface Recharges {
  /** Null for an account that never was due. */
  stateOf(accountId: number): RechargeStateRecord | null;
  states(): ReadonlyMap<number, RechargeStateRecord>;
  /** Accounts with a round of tries under way. */
  inRound(): readonly RechargeStateRecord[];
  saveStateTx(tx: Tx, state: RechargeStateRecord): void;
  /** Of each account with automatic recharge: the last cycle recorded, and whether this one was run. */
  lastRuns(cycle: number): ReadonlyMap<number, { readonly last: number | null; readonly ran: boolean }>;
  /** What was decided in a cycle that was run; null where it was not, or was missed. */
  ranIn(accountId: number, cycle: number): RechargeCycleRecord | null;
  /** Newest first. `before`: only cycles before it. */
  cycles(accountId: number, before: number | null, limit: number): readonly RechargeCycleRecord[];
  /** Records a cycle, in place of what was recorded for it before. */
  recordTx(tx: Tx, row: RechargeCycleRecord): void;
  /** Before a cycle is recorded that stands among missed ones, since the clock was set right: those before and after it stay missed. */
  takeOutOfMissedTx(tx: Tx, accountId: number, cycle: number): void;
}
