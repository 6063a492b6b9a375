import { fundingSourceLabel } from '../../domain/fundingSource.ts';
import { applyEffectTx } from '../charges/chargeEffect.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';
import type { NewLedgerEntry } from '../ports/minutes.ts';
import type { AccountRecord, FundingSourceRecord, UserRecord } from '../ports/records.ts';
import type { AccountKey } from './accounts.ts';
import { dayOf } from './calendar.ts';

/** What is at hand while the history is entered. */
export interface Books {
  readonly tx: Tx;
  readonly file: DataFile;
  readonly accounts: ReadonlyMap<AccountKey, number>;
  /** By last name. */
  readonly operators: ReadonlyMap<string, UserRecord>;
  /** Active users at a moment, for the storage allowance of a billing date. */
  readonly activeUsersAt: (at: number) => number;
  /** Megabytes by the measurement of a billing date. */
  readonly usedMbAt: (at: number) => number;
  /** Collected here and entered at the end, in the order of time together with the usage. */
  readonly ledger: NewLedgerEntry[];
}

export function accountOf(books: Books, key: AccountKey): AccountRecord {
  const account = books.file.accounts.byId(books.accounts.get(key) ?? 0);
  if (account === null) throw new Error(`The demonstration has no account ${key}`);
  return account;
}

export function operatorOf(books: Books, lastName: string): UserRecord {
  const operator = books.operators.get(lastName);
  if (operator === undefined) throw new Error(`The demonstration has no operator ${lastName}`);
  return operator;
}

export function fullName({ firstName, lastName }: Pick<UserRecord, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`;
}

export interface Payment {
  readonly at: number;
  /** The same on every creation, and never twice. */
  readonly chargeId: string;
  /** The last four digits of the funding source, or null for the default one. */
  readonly payWith: string | null;
}

/**
 * Enters a charge as approved with all that follows from it, as the application does after the gateway's answer;
 * without a charge where nothing is to be paid. Returns the receipt's number, null where there is no receipt.
 */
export function payTx(books: Books, effect: ChargeEffect, { at, chargeId, payWith }: Payment): number | null {
  const { file, tx } = books;
  const today = dayOf(at);
  if (effect.total === '0.00') return applyEffectTx(tx, file, effect, { now: at, today, fundingSource: 'No payment', chargeId: null });
  const source = insertChargeTx(books, effect, { at, chargeId, payWith });
  const receiptNumber = applyEffectTx(tx, file, effect, { now: at, today, fundingSource: fundingSourceLabel(source), chargeId });
  file.charges.setStateTx(tx, chargeId, { state: 'approved', at, ...(receiptNumber === null ? {} : { receiptNumber }) });
  return receiptNumber;
}

/** Enters a charge that the card's bank refused: no receipt and no number, only the note (SPEC section 8). */
export function declinedTx(books: Books, effect: ChargeEffect, payment: Payment): void {
  const { file, tx } = books;
  const { chargeId, at } = payment;
  const source = insertChargeTx(books, effect, payment);
  const reason = 'The card was declined.';
  file.charges.setStateTx(tx, chargeId, { state: 'declined', reason, at });
  file.activity.appendTx(tx, {
    at,
    operatorId: effect.operatorId,
    who: effect.who,
    what: `Payment of $${effect.total} by ${fundingSourceLabel(source)} was declined: ${reason}`,
    accountId: effect.accountId,
    changes: [],
  });
}

function insertChargeTx({ file, tx }: Books, effect: ChargeEffect, { at, chargeId, payWith }: Payment): FundingSourceRecord {
  const sources = file.fundingSources.byAccount(effect.accountId);
  const source = payWith === null ? sources[0] : sources.find(({ lastFour }) => lastFour === payWith);
  if (source === undefined) throw new Error(`The account has no funding source ${payWith ?? ''}`);
  file.charges.insertTx(tx, {
    id: chargeId,
    accountId: effect.accountId,
    kind: effect.kind,
    total: effect.total,
    fundingSourceId: source.id,
    createdAt: at,
    effect: JSON.stringify(effect),
    commandId: null,
  });
  return source;
}
