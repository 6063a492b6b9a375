import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { rechargeAmounts } from '../../../electron/domain/autoRecharge.ts';
import { billingPeriod, nextBillingDate } from '../../../electron/domain/billingPeriod.ts';
import { CHARGE_CYCLE_MS, nextCycleAfter } from '../../../electron/domain/chargeCycle.ts';
import { fundingSourceState } from '../../../electron/domain/fundingSource.ts';
import { checkQuantity, checkUnits } from '../../../electron/domain/licenseRules.ts';
import { checkLicenseSet } from '../../../electron/domain/licenseSet.ts';
import { addDays, localDay, startOfDay } from '../../../electron/domain/localTime.ts';
import { Decimal, formatMoney, sumMoney } from '../../../electron/domain/money.ts';
import { effectiveQuantity } from '../../../electron/domain/quantityChange.ts';
import { STORAGE_LIST_PRICE, storageFee } from '../../../electron/domain/storageFee.ts';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import type { AccountRecord, ReceiptRecord } from '../../../electron/services/ports/records.ts';
import { rechargeSettings } from '../../../electron/services/rechargeSettings.ts';
import { usageWindow } from '../../../electron/services/usageWindow.ts';
import { makeDemonstration } from './makeDemonstration.ts';
import type { MadeDemonstration } from './makeDemonstration.ts';

const ZONE = 'America/Denver';

/** Days on which calendars go wrong, and moments around a billing date's midnight and first charge cycle. */
const MOMENTS = [
  '2026-11-22T15:11:00Z',
  '2026-11-30T23:30:00Z',
  '2024-02-29T18:00:00Z',
  '2026-01-01T07:00:00Z',
  '2026-01-01T19:45:00Z',
  '2026-03-01T07:00:01Z',
  '2026-03-31T05:59:59Z',
  '2026-06-15T06:10:00Z',
  '2026-06-15T08:00:00Z',
  '2026-11-01T06:30:00Z',
  '2027-03-15T03:00:00Z',
];

describe.each(MOMENTS)('The demonstration made at %s', (moment) => {
  const now = Date.parse(moment);
  const today = localDay(now, ZONE);
  let made: MadeDemonstration;
  let file: DataFile;
  let accounts: readonly AccountRecord[];
  /** Oldest first. */
  let receipts: readonly ReceiptRecord[];

  beforeAll(async () => {
    made = await makeDemonstration(now);
    file = made.file;
    accounts = file.accounts.all();
    receipts = file.receipts.page({}, null, 200).toReversed();
  });

  afterAll(() => {
    made.remove();
  });

  const account = (name: string): AccountRecord => {
    const found = accounts.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no account ${name}`);
    return found;
  };

  /** Dollars per day of the window, as the Billing Manager reads them. */
  const amounts = (of: AccountRecord, day: string) =>
    rechargeAmounts(file.minutes.usageBetween(of.id, usageWindow(day, ZONE).moments), rechargeSettings(file, of, day), day);

  it('has 35 active users, three who left, and Alice Brown as first operator', () => {
    const users = accounts.flatMap(({ id }) => file.users.byAccount(id));
    expect(file.users.activeCount()).toBe(35);
    expect(users.filter(({ active }) => !active)).toHaveLength(3);
    expect(users.flatMap(({ lastName, groupId }) => (groupId === null ? [] : [`${lastName} ${groupId}`]))).toEqual(['Brown 1', 'Ledgerwell 3', 'Okonquist 2', 'Solheimer 1']);
    expect(file.users.activeInGroup(1)[0]).toMatchObject({ firstName: 'Alice', lastName: 'Brown', active: true });
    expect(users.every(({ email }) => email.endsWith('.example'))).toBe(true);
  });

  it('assigns licenses by the rules of SPEC section 3', () => {
    for (const { id } of accounts) {
      const holdings = file.licenses.holdings(id);
      for (const user of file.users.byAccount(id)) {
        const held = new Set(holdings.get(user.id));
        expect(checkLicenseSet(held, user.active), user.email).toEqual({ kind: 'allowed' });
        expect(held.has('crm') || held.has('crmView'), user.email).toBe(user.active);
      }
      for (const license of file.licenses.byAccount(id)) {
        const assigned = file.licenses.assignedCounts().get(id)?.get(license.type) ?? 0;
        expect(checkUnits(license, assigned), license.type).toEqual({ kind: 'enough' });
        expect(checkQuantity(license, effectiveQuantity(license), assigned), license.type).toEqual({ kind: 'allowed' });
        if (assigned > 0) expect(license.quantity, license.type).toBeGreaterThan(0);
      }
    }
  });

  it('has every license type in use, a contract price, a contract minimum, unused licenses and a shared pool', () => {
    const used = new Set([...file.licenses.assignedCounts().values()].flatMap((counts) => [...counts.keys()]));
    expect([...LICENSE_TYPES].filter((type) => !used.has(type))).toEqual([]);
    const licenses = file.licenses.all();
    expect(licenses.filter(({ contractPrice }) => contractPrice !== null)).toHaveLength(1);
    expect(licenses.filter(({ minimum }) => minimum > 0)).toHaveLength(1);
    const assigned = (name: string, type: LicenseType): number => file.licenses.assignedCounts().get(account(name).id)?.get(type) ?? 0;
    const quantity = (name: string, type: LicenseType): number =>
      licenses.find((license) => license.accountId === account(name).id && license.type === type)?.quantity ?? 0;
    expect(assigned('Headquarters', 'crm')).toBeLessThan(quantity('Headquarters', 'crm'));
    expect(assigned('Remote Office', 'powerDialer')).toBeGreaterThan(quantity('Remote Office', 'powerDialer'));
  });

  it('numbers its receipts without a gap, in the order of time, none in the future', () => {
    expect(receipts.length).toBeGreaterThanOrEqual(50);
    expect(receipts.map(({ number }) => number)).toEqual(receipts.map((_, index) => index + 1));
    expect(receipts.map(({ issuedAt }) => issuedAt)).toEqual(receipts.map(({ issuedAt }) => issuedAt).toSorted((one, other) => one - other));
    for (const { issuedAt, date } of receipts) {
      expect(issuedAt).toBeLessThanOrEqual(now);
      expect(date).toBe(localDay(issuedAt, ZONE));
    }
    expect(new Set(receipts.map(({ kind }) => kind)).size).toBe(5);
  });

  it('has totals that are the sums of the lines, each paid by one approved charge', () => {
    for (const { number, lines, total, chargeId } of receipts) {
      expect(formatMoney(sumMoney(lines.map(({ amount }) => new Decimal(amount)))), `receipt ${number}`).toBe(total);
      expect(new Decimal(total).greaterThan(0), `receipt ${number}`).toBe(true);
      expect(file.charges.byId(chargeId ?? '')).toMatchObject({ state: 'approved', total, receiptNumber: number });
    }
    expect(file.charges.open()).toEqual([]);
  });

  it('tells of every receipt in the activity, newest last, none in the future', () => {
    const entries = file.activity.page(null, 500).toReversed();
    const texts = entries.map(({ what }) => what).join('\n');
    for (const { number } of receipts) expect(texts).toContain(`receipt ${String(number).padStart(6, '0')}`);
    expect(entries.every(({ at }) => at <= now)).toBe(true);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((one, other) => one - other));
  });

  it('bills each account on each of its billing dates, up to the current period', () => {
    for (const { id, name, billingDay, periodStart, nextBillingDate: next, pastDue } of accounts) {
      const bills = receipts.filter((receipt) => receipt.accountId === id && receipt.kind === 'recurring');
      expect(bills.length, name).toBeGreaterThanOrEqual(6);
      for (const [index, { periodStart: start, periodEnd: end, date }] of bills.entries()) {
        const period = billingPeriod(start ?? '', billingDay);
        expect([start, end, date], name).toEqual([period.start, period.end, period.start]);
        const following = bills[index + 1]?.periodStart;
        if (following !== undefined) expect(following, name).toBe(nextBillingDate(period.start, billingDay));
      }
      expect(bills.at(-1)?.periodStart, name).toBe(periodStart);
      expect(periodStart <= today && today < next, `${name}: ${periodStart} ${today} ${next}`).toBe(true);
      expect(next).toBe(nextBillingDate(periodStart, billingDay));
      expect(pastDue).toBe(false);
    }
  });

  it('holds as paid this period what the last bill and the receipts since then charged', () => {
    for (const { id, periodStart, name } of accounts) {
      const since = receipts.filter((receipt) => receipt.accountId === id && receipt.periodStart === periodStart);
      for (const { type, paidThisPeriod, quantity } of file.licenses.byAccount(id)) {
        const lines = since.flatMap((receipt) => receipt.lines).filter(({ product }) => product === type);
        expect(lines.reduce((sum, line) => sum + line.quantity, 0), `${name} ${type}`).toBe(paidThisPeriod);
        expect(quantity, `${name} ${type}`).toBeLessThanOrEqual(paidThisPeriod);
      }
    }
  });

  it('charges the list or contract price of the day, with one rise along the way', () => {
    const bills = receipts.filter(({ kind }) => kind === 'recurring');
    for (const { date, accountId, lines } of bills) {
      const prices = file.prices.inForce(date);
      for (const { product, unitPrice } of lines) {
        const contract = file.licenses.byAccount(accountId).find(({ type }) => type === product)?.contractPrice ?? null;
        expect(unitPrice, product).toBe(contract ?? prices.get(product)?.unitPrice);
      }
    }
    const headquarters = bills.filter(({ accountId }) => accountId === account('Headquarters').id);
    expect(new Set(headquarters.flatMap(({ lines }) => lines.filter(({ product }) => product === 'powerDialer').map(({ unitPrice }) => unitPrice)))).toEqual(
      new Set(['90.00', '95.00']),
    );
    const total = Number(headquarters.at(-1)?.total);
    expect(total).toBeGreaterThan(2500);
    expect(total).toBeLessThan(3300);
  });

  it('has one cut waiting for the next billing date of the Remote Office', () => {
    const waiting = file.licenses.all().filter(({ scheduledQuantity }) => scheduledQuantity !== null);
    expect(waiting).toMatchObject([{ accountId: account('Remote Office').id, type: 'crm', quantity: 11, scheduledQuantity: 10 }]);
  });

  it('was above its storage allowance in one month, and is below it now', () => {
    const withFee = receipts.filter(({ lines }) => lines.some(({ product }) => product === 'storage'));
    expect(withFee).toHaveLength(1);
    expect(withFee[0]).toMatchObject({ accountId: account('Headquarters').id, kind: 'recurring' });
    const latest = file.storage.latest();
    expect(latest).toMatchObject({ usedMb: 1430 });
    expect(latest?.at).toBeLessThanOrEqual(now);
    expect(storageFee(1430, file.users.activeCount(), STORAGE_LIST_PRICE, null)).toMatchObject({ allowanceMb: 1750, blocks: 0 });
  });

  it('leaves the balances between one and three weeks of use: comfortable at Headquarters, near the reserve at the Remote Office', () => {
    const weeks = (name: string): number => {
      const of = account(name);
      return new Decimal(file.minutes.balance(of.id)).dividedBy(amounts(of, today).reserve).toNumber();
    };
    expect(account('Headquarters').autoRecharge && account('Remote Office').autoRecharge).toBe(true);
    expect(weeks('Headquarters')).toBeGreaterThan(1.8);
    expect(weeks('Headquarters')).toBeLessThanOrEqual(3);
    expect(weeks('Remote Office')).toBeGreaterThanOrEqual(1);
    expect(weeks('Remote Office')).toBeLessThan(1.5);
    expect(new Decimal(file.minutes.balance(account('Outside Viewers').id)).isZero()).toBe(true);
  });

  it('dials for 90 days and today so far, by the pattern of each office', () => {
    const start = startOfDay(addDays(today, -90), ZONE);
    for (const [name, least, most] of [
      ['Headquarters', 60, 100],
      ['Remote Office', 105, 140],
    ] as const) {
      const { id } = account(name);
      const first = file.minutes.firstUsageAt(id) ?? 0;
      expect(first).toBeGreaterThanOrEqual(start);
      expect(first).toBeLessThan(startOfDay(addDays(today, -88), ZONE));
      const weeks = [4, 3, 2, 1].map((ago) => startOfDay(addDays(today, -7 * ago), ZONE));
      for (const used of file.minutes.usageBetween(id, weeks)) {
        expect(Number(used)).toBeGreaterThan(least);
        expect(Number(used)).toBeLessThan(most);
      }
      expect(file.minutes.usageTotals(now, now + 366 * 86_400_000).get(id) ?? '0.00').toBe('0.00');
    }
    expect(file.minutes.firstUsageAt(account('Outside Viewers').id)).toBeNull();
  });

  it('leaves Sundays free at Headquarters', () => {
    const { id } = account('Headquarters');
    const { days, moments } = usageWindow(today, ZONE);
    const used = file.minutes.usageBetween(id, moments);
    const sundays = days.flatMap((day, index) => (new Date(day).getUTCDay() === 0 ? [Number(used[index])] : []));
    const mondays = days.flatMap((day, index) => (new Date(day).getUTCDay() === 1 ? [Number(used[index])] : []));
    expect(sundays.length).toBeGreaterThanOrEqual(4);
    expect(sundays.every((cost) => cost === 0)).toBe(true);
    expect(mondays.every((cost) => cost > 5)).toBe(true);
  });

  it('has a card that ends within 30 days, and a valid default one on each account', () => {
    const state = (lastFour: string): string | undefined => {
      const source = file.fundingSources.all().find((one) => one.lastFour === lastFour);
      return source === undefined ? undefined : fundingSourceState(source, today).state;
    };
    expect(state('5100')).toBe('expiring');
    for (const { id, name } of accounts) {
      const [first] = file.fundingSources.byAccount(id);
      expect(first === undefined ? null : fundingSourceState(first, today).state, name).toBe('valid');
    }
  });

  it('recharges exactly where the rule does, charge cycle by charge cycle', () => {
    for (const name of ['Headquarters', 'Remote Office']) {
      const of = account(name);
      const bought = receipts.filter(({ accountId, kind }) => accountId === of.id && (kind === 'minutes' || kind === 'automaticRecharge'));
      const opened = bought[0]?.issuedAt ?? now;
      const rechargedAt = new Map(bought.filter(({ kind }) => kind === 'automaticRecharge').map(({ issuedAt, total }) => [issuedAt, total]));
      const expected: [number, string][] = [];
      const byDay = new Map<string, ReturnType<typeof amounts>>();
      const cycles: number[] = [];
      for (let at = nextCycleAfter(opened); at <= now; at += CHARGE_CYCLE_MS) cycles.push(at);
      // Read from cycle to cycle: from the beginning to each of them would be the whole ledger each time.
      const usedSince = file.minutes.usageBetween(of.id, [0, ...cycles]);
      let used = new Decimal(0);
      for (const [index, at] of cycles.entries()) {
        const paid = sumMoney(bought.filter(({ issuedAt }) => issuedAt < at).map(({ total }) => new Decimal(total)));
        used = used.plus(usedSince[index] ?? NaN);
        const balance = paid.minus(used);
        expect(balance.greaterThan(0), `${name} at ${at}`).toBe(true);
        const day = localDay(at, ZONE);
        const rule = byDay.get(day) ?? amounts(of, day);
        byDay.set(day, rule);
        const { reserve, amount } = rule;
        if (balance.lessThan(reserve) && amount.greaterThan(0)) expected.push([at, formatMoney(amount)]);
      }
      expect([...rechargedAt], name).toEqual(expected);
      expect(expected.length, name).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('Making the demonstration twice', () => {
  it('gives the same rows for the same moment, and others for another', async () => {
    const now = Date.parse('2026-11-22T15:11:00Z');
    const [one, same, later] = [await makeDemonstration(now), await makeDemonstration(now), await makeDemonstration(now + 86_400_000)];
    expect(same.hash()).toBe(one.hash());
    expect(later.hash()).not.toBe(one.hash());
    for (const made of [one, same, later]) made.remove();
  });
});
