import { fundingSourceLabel, fundingSourceState } from '../../domain/fundingSource.ts';
import { localDay } from '../../domain/localTime.ts';
import { whyLockedOut } from '../attention/seats.ts';
import { counted, dollars } from '../attention/words.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { TravelEventRecord } from '../ports/timeTravel.ts';
import { lockoutsYesterday } from '../seats/lockoutsYesterday.ts';
import { usageBounds } from '../usageWindow.ts';

/** How far the file was looked at. */
export interface Looked {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly day: string;
  readonly lastReceipt: number;
  /** Accounts that were past due. */
  readonly pastDue: ReadonlySet<number>;
}

export function lookNow(file: DataFile, now: number): Looked {
  return {
    at: now,
    day: localDay(now, file.company.timeZone),
    lastReceipt: file.receipts.lastNumber(),
    pastDue: new Set(file.accounts.all().flatMap(({ id, pastDue }) => (pastDue ? [id] : []))),
  };
}

/** What the billing system did, and what befell the company, from one look to the next, in the order of time. */
export function whatHappened(file: DataFile, before: Looked, now: Looked): TravelEventRecord[] {
  const names = new Map(file.accounts.all().map(({ id, name }) => [id, name]));
  const nameOf = (accountId: number): string => names.get(accountId) ?? '';
  const found = [...receipts(file, before, now), ...declined(file, nameOf, before, now), ...pastDue(nameOf, before, now)];
  if (before.day !== now.day) found.push(...lockouts(file, nameOf, now));
  // Cards are good through the last day of a month.
  if (before.day.slice(0, 7) !== now.day.slice(0, 7)) found.push(...expired(file, nameOf, before, now));
  // A stable sort: what happens at one moment keeps the order above.
  return found.sort((one, other) => one.at - other.at);
}

function receipts(file: DataFile, before: Looked, now: Looked): TravelEventRecord[] {
  const made = now.lastReceipt - before.lastReceipt;
  if (made === 0) return [];
  return file.receipts.page({}, null, made).toReversed().flatMap((receipt): TravelEventRecord[] => {
    const { number, accountId, accountName, kind, total, fundingSource, issuedAt, periodStart, periodEnd } = receipt;
    if (number <= before.lastReceipt) return [];
    const paid = `${dollars(total)}, ${fundingSource}`;
    if (kind === 'automaticRecharge') {
      return [{ at: issuedAt, kind: 'recharge', accountId, sentence: `${accountName}: dialer minutes recharged, ${paid}`, receiptNumber: number }];
    }
    // Nobody buys anything on the way: what was bought before was paid by a bank that took its time.
    if (kind !== 'recurring') {
      return [{ at: issuedAt, kind: 'payment', accountId, sentence: `${accountName}: the bank has paid what was bought, ${paid}`, receiptNumber: number }];
    }
    return [{ at: issuedAt, kind: 'bill', accountId, sentence: `${accountName}: billed for ${periodStart ?? ''} to ${periodEnd ?? ''}, ${paid}`, receiptNumber: number }];
  });
}

function declined(file: DataFile, nameOf: (accountId: number) => string, before: Looked, now: Looked): TravelEventRecord[] {
  // Half-open looks: what is written at this very moment belongs to this one.
  return file.charges.refusedIn(before.at + 1, now.at + 1).map(({ accountId, fundingSourceId, total, reason, state }) => {
    const source = file.fundingSources.byId(fundingSourceId);
    const label = source === null ? 'a funding source' : fundingSourceLabel(source);
    const sentence = `${nameOf(accountId)}: payment of ${dollars(total)} by ${label} was ${state}${reason === null ? '' : `. ${reason}`}`;
    return { at: now.at, kind: 'declined', accountId, sentence, receiptNumber: null };
  });
}

function pastDue(nameOf: (accountId: number) => string, before: Looked, now: Looked): TravelEventRecord[] {
  return [...now.pastDue].flatMap((accountId): TravelEventRecord[] =>
    before.pastDue.has(accountId) ? [] : [{ at: now.at, kind: 'pastDue', accountId, sentence: `${nameOf(accountId)} is past due: its bill could not be paid`, receiptNumber: null }],
  );
}

/** Those of the day that ended, as Needs attention counts them the morning after. */
function lockouts(file: DataFile, nameOf: (accountId: number) => string, now: Looked): TravelEventRecord[] {
  const found = lockoutsYesterday(file, now.day, usageBounds(now.day, file.company.timeZone));
  return [...found].flatMap(([accountId, lockedOut]): TravelEventRecord[] => {
    const { day, count } = lockedOut;
    if (count === null) return [];
    return [{ at: now.at, kind: 'lockout', accountId, sentence: `${nameOf(accountId)}: ${counted(count, 'lockout')} on ${day}${whyLockedOut(lockedOut)}`, receiptNumber: null }];
  });
}

function expired(file: DataFile, nameOf: (accountId: number) => string, before: Looked, now: Looked): TravelEventRecord[] {
  return file.fundingSources.all().flatMap((source): TravelEventRecord[] => {
    const isExpired = (day: string): boolean => fundingSourceState(source, day).state === 'expired';
    if (isExpired(before.day) || !isExpired(now.day)) return [];
    const sentence = `${nameOf(source.accountId)}: ${fundingSourceLabel(source)} has expired, and pays nothing any more`;
    return [{ at: now.at, kind: 'expiry', accountId: source.accountId, sentence, receiptNumber: null }];
  });
}
