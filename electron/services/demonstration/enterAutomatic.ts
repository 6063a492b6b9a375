import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { billingPeriod } from '../../domain/billingPeriod.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { addDays } from '../../domain/localTime.ts';
import { formatMoney } from '../../domain/money.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import { recurringLine, storageLine } from '../../domain/pricedLine.ts';
import type { PricedLine } from '../../domain/pricedLine.ts';
import { storageFee } from '../../domain/storageFee.ts';
import { lineOutput, totalOf } from '../lineOutput.ts';
import type { ActivityChange, ServiceLicenseRecord } from '../ports/records.ts';
import { everyType, licensePrice, listPrice } from '../pricing.ts';
import { accountOf, payTx } from './books.ts';
import type { Books } from './books.ts';
import { dayOf } from './calendar.ts';
import type { Happening } from './happening.ts';
import { minutesBought, rechargeLine } from './minutesLine.ts';

const BY_ITSELF = { operatorId: null, who: 'Billing system' } as const;

/** Runs one billing date: cuts take effect, and the coming period is charged with the storage fee on the primary account (SPEC section 4). */
export function enterBillTx(books: Books, { at, account: key, date }: Extract<Happening, { readonly what: 'billed' }>): void {
  const { file } = books;
  const account = accountOf(books, key);
  const prices = file.prices.inForce(date);
  const before = everyType(account.id, file.licenses.byAccount(account.id));
  const licenses = before.map((license): ServiceLicenseRecord => {
    const quantity = effectiveQuantity(license);
    return { ...license, quantity, scheduledQuantity: null, paidThisPeriod: quantity };
  });
  const lines: PricedLine[] = licenses
    .filter(({ quantity }) => quantity > 0)
    .map((license) => recurringLine(license.type, license.quantity, licensePrice(prices, license)));
  if (account.primary) {
    const storage = storageFee(books.usedMbAt(at), books.activeUsersAt(at), listPrice(prices, 'storage'));
    if (storage.blocks > 0) lines.push(storageLine(storage));
  }
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
      licenses,
      newPeriod: { periodStart: period.start, nextBillingDate: addDays(period.end, 1) },
      what: 'Charged the coming billing period',
      changes: [
        { label: 'Paid through', before: addDays(period.start, -1), after: period.end },
        ...before.flatMap((license): ActivityChange[] =>
          license.scheduledQuantity === null
            ? []
            : [{ label: LICENSE_TYPE_TEXT[license.type].name, before: String(license.quantity), after: String(license.scheduledQuantity) }],
        ),
      ],
    },
    { at, chargeId: `${file.company.fileId}:${account.id}:billing:${date}`, payWith: null },
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
      newPeriod: null,
      what: `Recharged dialer minutes below the reserve of $${formatMoney(amounts.reserve)}`,
      changes: [{ label: 'Balance', before: `$${formatMoney(balanceBefore)}`, after: `$${formatMoney(balanceBefore.plus(amounts.amount))}` }],
    },
    { at, chargeId: `${file.company.fileId}:${account.id}:recharge:${cycleNumber(at)}`, payWith: null },
  );
  books.ledger.push(minutesBought({ accountId: account.id, at, amount: totalOf([line]), receiptNumber, note: 'Automatic recharge' }));
}
