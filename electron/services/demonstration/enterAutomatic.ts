import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { billingPeriod, nextBillingDate } from '../../domain/billingPeriod.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { formatMoney } from '../../domain/money.ts';
import { rechargeLine } from '../../domain/pricedLine.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import { recurringBill } from '../../domain/recurringBill.ts';
import { storageFee } from '../../domain/storageFee.ts';
import { dollars } from '../attention/words.ts';
import { lineOutput, totalOf } from '../lineOutput.ts';
import { minutesBought } from '../minutes/minutesBought.ts';
import type { ActivityChange, ServiceLicenseRecord } from '../ports/records.ts';
import { everyType, licensePrice, listPrice } from '../pricing.ts';
import { accountOf, payTx } from './books.ts';
import type { Books } from './books.ts';
import { dayOf } from './calendar.ts';
import type { Happening } from './happening.ts';

const BY_ITSELF = { operatorId: null, who: 'Billing system' } as const;

/** Runs one billing date: cuts take effect, and the coming period is charged with the storage fee on the primary account (SPEC section 4). */
export function enterBillTx(books: Books, { at, account: key, date }: Extract<Happening, { readonly what: 'billed' }>): void {
  const { file } = books;
  const account = accountOf(books, key);
  const prices = file.prices.inForce(date);
  const before = everyType(account.id, file.licenses.byAccount(account.id));
  const storage = account.primary
    ? storageFee(books.usedMbAt(at), books.activeUsersAt(at), listPrice(prices, 'storage'), dayOf(at))
    : null;
  const lines = recurringBill(
    before.map((license) => ({ ...license, unitPrice: licensePrice(prices, license) })),
    storage,
    date,
  );
  const period = billingPeriod(date, account.billingDay);
  payTx(
    books,
    {
      ...BY_ITSELF,
      accountId: account.id,
      kind: 'recurring',
      lines: lines.map(lineOutput),
      total: totalOf(lines),
      receiptPeriod: period,
      licenses: before.map((license): ServiceLicenseRecord => {
        const quantity = effectiveQuantity(license);
        return { ...license, quantity, scheduledQuantity: null, paidThisPeriod: quantity };
      }),
      assignments: [],
    newPeriod: { periodStart: period.start, nextBillingDate: nextBillingDate(date, account.billingDay) },
      what: `Paid the bill of ${account.name} for ${period.start} to ${period.end}`,
      changes: [
        { label: 'Next billing date', before: date, after: nextBillingDate(date, account.billingDay) },
        ...before.flatMap(({ type, quantity, scheduledQuantity }): ActivityChange[] =>
          scheduledQuantity === null
            ? []
            : [{ label: LICENSE_TYPE_TEXT[type].name, before: String(quantity), after: String(scheduledQuantity) }],
        ),
      ],
    },
    { at, chargeId: `${file.company.fileId}:${account.id}:${date}`, payWith: null },
  );
}

/** Enters one automatic recharge at its charge cycle (SPEC section 7). */
export function enterRechargeTx(books: Books, { at, account: key, recharge }: Extract<Happening, { readonly what: 'recharged' }>): void {
  const { file } = books;
  const account = accountOf(books, key);
  const { amounts, balanceBefore } = recharge;
  const line = rechargeLine(amounts, listPrice(file.prices.inForce(dayOf(at)), 'minute'));
  const receiptNumber = payTx(
    books,
    {
      ...BY_ITSELF,
      accountId: account.id,
      kind: 'automaticRecharge',
      lines: [lineOutput(line)],
      total: totalOf([line]),
      receiptPeriod: billingPeriod(dayOf(at), account.billingDay),
      licenses: [],
      assignments: [],
    newPeriod: null,
      what: `Recharged dialer minutes below the reserve of ${dollars(formatMoney(amounts.reserve))}`,
      changes: [{ label: 'Balance', before: dollars(formatMoney(balanceBefore)), after: dollars(formatMoney(balanceBefore.plus(amounts.amount))) }],
    },
    { at, chargeId: `${file.company.fileId}:${account.id}:recharge:${cycleNumber(at)}`, payWith: null },
  );
  books.ledger.push(minutesBought({ accountId: account.id, at, amount: totalOf([line]), receiptNumber, note: 'Automatic recharge' }));
}
