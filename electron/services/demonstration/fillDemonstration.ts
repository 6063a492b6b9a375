import { assertNever } from '../../../shared/values/assertNever.ts';
import { addDays } from '../../domain/localTime.ts';
import { formatPrice } from '../../domain/money.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';
import type { NewLedgerEntry } from '../ports/minutes.ts';
import type { PriceRecord } from '../ports/records.ts';
import { ACCOUNTS } from './accounts.ts';
import type { AccountKey } from './accounts.ts';
import type { Books } from './books.ts';
import { billingDates, dayOf, firstBillingDate, momentOf, workdayBefore } from './calendar.ts';
import { enterBillTx, enterRechargeTx } from './enterAutomatic.ts';
import { enterDeedTx } from './enterDeed.ts';
import { enterNoteTx } from './enterNote.ts';
import { enterSessionLogTx, enterShiftsTx } from './enterSeats.ts';
import type { Happening } from './happening.ts';
import { minutesHistories } from './minutesHistory.ts';
import type { MinutesHistory } from './minutesHistory.ts';
import { openBooksTx } from './openBooks.ts';
import { PEOPLE } from './people.ts';
import { priceBook } from './priceBook.ts';
import { storageHistory } from './storageHistory.ts';
import { timeline } from './timeline.ts';
import { USAGE_RATE } from './usagePattern.ts';

export { demonstrationCompany } from './company.ts';

/**
 * Fills the file of the demonstration company with half a year that ends at `now` (epoch milliseconds): accounts, people, prices,
 * receipts, 90 days of dialer usage, storage and activity. Every amount comes from the application's own rules, and the same
 * `now` gives the same rows.
 */
export function fillDemonstration(file: DataFile, tx: Tx, now: number): void {
  const today = dayOf(now);
  const dates = allBillingDates(today);
  const { prices, priceRise } = pricesUpTo(today, dates);
  const measurements = storageHistory(dates.get('headquarters') ?? [], today, now);
  const minutes = minutesHistories(today, now);

  for (const price of prices) file.prices.insertTx(tx, price);
  for (const measurement of measurements) file.storage.insertTx(tx, measurement);
  const firstBills = new Map([...dates].flatMap(([account, [first]]) => (first === undefined ? [] : [[account, first] as const])));
  const opened = openBooksTx(tx, file, firstBills, today);
  const books: Books = {
    tx,
    file,
    ...opened,
    activeUsersAt: (at) => activeUsersAt(today, at),
    usedMbAt: (at) => measurements.find((measurement) => measurement.at === at)?.usedMb ?? 0,
    ledger: [],
  };
  for (const happening of timeline({ today, now, billingDates: dates, minutes, priceRise })) enterTx(books, happening, today);
  const ledger = [...books.ledger, ...minutes.flatMap((history) => usageEntries(opened.accounts, history))];
  file.minutes.appendTx(tx, ledger.sort((one, other) => one.at - other.at));
}

function enterTx(books: Books, happening: Happening, today: string): void {
  switch (happening.what) {
    case 'billed':
      return enterBillTx(books, happening);
    case 'recharged':
      return enterRechargeTx(books, happening);
    case 'deed':
      return enterDeedTx(books, happening);
    case 'shiftsPlanned':
      return enterShiftsTx(books, happening);
    case 'sessionsImported':
      return enterSessionLogTx(books, happening, today);
    case 'founded':
    case 'joined':
    case 'left':
    case 'priceRaised':
      return enterNoteTx(books, happening);
    default:
      return assertNever(happening);
  }
}

/** Billing dates of all accounts from the primary account's first bill on. */
function allBillingDates(today: string): Map<AccountKey, string[]> {
  const primary = ACCOUNTS.find((account) => account.primary);
  if (primary === undefined) throw new Error('The demonstration has no primary account');
  const from = firstBillingDate(primary.billingDay, today);
  return new Map(ACCOUNTS.map(({ key, billingDay }) => [key, billingDates(billingDay, from, today)]));
}

/** The one rise of a list price takes effect on the primary account's last bill but one, and is announced a week before. */
function pricesUpTo(today: string, dates: ReadonlyMap<AccountKey, readonly string[]>) {
  const from = dates.get('headquarters')?.at(-2) ?? today;
  const prices = priceBook(today, from);
  const [before, after] = prices.filter(({ item }) => item === 'powerDialer').map(({ unitPrice }: PriceRecord) => unitPrice);
  if (before === undefined || after === undefined) throw new Error('The price book has no rise');
  return { prices, priceRise: { announcedOn: workdayBefore(addDays(from, -7), 0), before, after, from } };
}

function activeUsersAt(today: string, at: number): number {
  const isBefore = (daysAgo: number): boolean => momentOf(workdayBefore(today, daysAgo), '12:00') < at;
  return PEOPLE.filter(({ joined, left }) => (joined === null || isBefore(joined)) && !(left !== null && isBefore(left))).length;
}

function usageEntries(accounts: ReadonlyMap<AccountKey, number>, { account, usage }: MinutesHistory): NewLedgerEntry[] {
  const accountId = accounts.get(account);
  if (accountId === undefined) throw new Error(`The demonstration has no account ${account}`);
  return usage.map(({ at, medium, quantity, cost }) => ({
    accountId,
    at,
    kind: 'usage',
    medium,
    quantity: quantity.toFixed(),
    rate: USAGE_RATE,
    amount: formatPrice(cost.negated()),
    receiptNumber: null,
    note: '',
  }));
}
