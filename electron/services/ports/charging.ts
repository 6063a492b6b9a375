import type { ChargingProgress } from '../../domain/chargeCyclePlan.ts';
import type { RetryState } from '../../domain/retryAfterDecline.ts';
import type { ReceiptKind } from '../../../shared/values/receiptKinds.ts';
import type { Tx } from './transaction.ts';

/* Payments, bills and the charge cycle in the data file (SPEC sections 4, 7 and 8). Money, days and moments as in records.ts. */

/** sent: saved, answer not seen. beingChecked: no answer. pending: a bank's. The others are final. */
export type ChargeState = 'sent' | 'beingChecked' | 'pending' | 'approved' | 'declined' | 'notReceived' | 'returned';

export interface NewCharge {
  /** The same id never charges twice. */
  readonly id: string;
  readonly accountId: number;
  readonly kind: ReceiptKind;
  readonly total: string;
  readonly fundingSourceId: number;
  readonly createdAt: number;
  /** JSON of what takes effect on approval, so that it can be finished after a crash. */
  readonly effect: string;
  readonly commandId: string | null;
}

export interface ChargeRecord extends NewCharge {
  readonly state: ChargeState;
  readonly reason: string | null;
  readonly receiptNumber: number | null;
}

/** A billing date that was run: what it costs as of that date, owed until it is paid (SPEC section 4). */
export interface BillRecord extends RetryState {
  readonly accountId: number;
  readonly billingDate: string;
  /** JSON of what takes effect on payment. */
  readonly effect: string;
  readonly total: string;
  readonly state: 'owed' | 'paid';
}

export interface ChargingProgressRecord extends ChargingProgress {
  /** An operator is asked whether it goes on, and Activity says so. */
  readonly asked: boolean;
}

/** How many users were active, for the billing dates up to a day (YYYY-MM-DD) that no earlier count is for. */
export interface UserCountRecord {
  readonly upTo: string;
  readonly activeUsers: number;
}

/** Where the file was last used (SPEC section 8). */
export interface LastPlaceRecord {
  /** Random, and new each time a place opens or closes the file. */
  readonly stamp: string;
  /** Epoch milliseconds. From then on the gateway's record and the file must agree. */
  readonly recordFrom: number;
}

/** Billing dates that were run (SPEC section 4). */
export interface Bills {
  byDate(accountId: number, billingDate: string): BillRecord | null;
  /** The last date that was run; no date is run twice. */
  lastDate(accountId: number): string | null;
  /** What the account owes, the oldest bill first. */
  owedBy(accountId: number): readonly BillRecord[];
  /** What is owed on all accounts, by account, the oldest bill first. */
  owed(): readonly BillRecord[];
  insertTx(tx: Tx, bill: BillRecord): void;
  setPaidTx(tx: Tx, accountId: number, billingDate: string): void;
  setRetryTx(tx: Tx, accountId: number, billingDate: string, retry: RetryState): void;
  /** The same for every owed bill of the account that failed in at least so many cycles. */
  setRetriesTx(tx: Tx, accountId: number, leastFailedCycles: number, retry: RetryState): void;
}

/** How far automatic charging has come (SPEC section 7). */
export interface AutomaticCharging {
  /** Null before the first charge cycle. */
  progress(): ChargingProgressRecord | null;
  saveTx(tx: Tx, progress: ChargingProgressRecord): void;
  /** Counted while nothing was charged by itself, by day; empty otherwise. */
  userCounts(): readonly UserCountRecord[];
  countUsersTx(tx: Tx, count: UserCountRecord): void;
  forgetUserCountsTx(tx: Tx): void;
}

/** Where the file was last used (SPEC section 8). */
export interface LastPlace {
  /** Null in a file that no place has used yet. */
  read(): LastPlaceRecord | null;
  saveTx(tx: Tx, place: LastPlaceRecord): void;
}

export interface Charges {
  byId(id: string): ChargeRecord | null;
  /** Sent, being checked, or pending; oldest first. The file allows one such charge an account. */
  open(): readonly ChargeRecord[];
  openOf(accountId: number): ChargeRecord | null;
  /** Declined or returned in [from, to), in the order in which that was. Every charge is looked at. */
  refusedIn(from: number, to: number): readonly ChargeRecord[];
  /** Approved ones that were made after a moment (epoch milliseconds), oldest first. */
  approvedAfter(moment: number): readonly ChargeRecord[];
  insertTx(tx: Tx, charge: NewCharge): void;
  setStateTx(
    tx: Tx,
    id: string,
    change: { readonly state: ChargeState; readonly reason?: string; readonly receiptNumber?: number; readonly at: number },
  ): void;
}
