import type { z } from 'zod';
import type { summaryContracts } from '../../../shared/contracts/summary.ts';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { minimumReserve } from '../../domain/autoRecharge.ts';
import { paidUnused } from '../../domain/licenseRules.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal, decimalReader, formatMoney, sumMoney } from '../../domain/money.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import { recurringTotal } from '../../domain/recurringBill.ts';
import { isPaused } from '../../domain/retryAfterDecline.ts';
import type { StorageFee } from '../../domain/storageFee.ts';
import { needsAttention } from '../attention/registry.ts';
import type { AccountFacts, AttentionFacts } from '../attention/facts.ts';
import { chargingState } from '../charges/chargingAnswer.ts';
import { startingPricesInForce } from '../prices/priceBook.ts';
import { currentStorage, storageOutput } from '../companyStorage.ts';
import { rechargeStanding, runsOutBeforeCycle } from '../minutes/runsOut.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { AccountRecord, ServiceLicenseRecord } from '../ports/records.ts';
import { licensePrice, nextBillOf, nextPriceOf, pricesOfNextBill } from '../pricing.ts';
import { rechargeSettings } from '../rechargeSettings.ts';
import { usageBounds } from '../usageWindow.ts';
import { lockoutsYesterday } from '../seats/lockoutsYesterday.ts';

type Overview = z.output<(typeof summaryContracts)['summary.accounts']['output']>;
type AccountOverview = Overview['accounts'][number];

/** Every billing account with what is billed on it, and what needs attention, at a moment (epoch milliseconds). */
export function accountsOverview(company: OpenCompany, now: number, backupFailed: string | null): Overview {
  const gathered = { ...gatherAll(company, now), backupFailed };
  const accounts = gathered.accounts.map((account) => overviewOf(account, gathered));
  return {
    accounts: accounts.map(({ overview }) => overview),
    monthly: formatMoney(sumMoney(accounts.map(({ overview }) => new Decimal(overview.monthly)))),
    attention: needsAttention(attentionFacts(gathered, accounts.map(({ facts }) => facts))),
  };
}

/** Each table is read once for all accounts, not once for each. */
function gatherAll(company: OpenCompany, now: number) {
  const { file } = company;
  const today = localDay(now, file.company.timeZone);
  const prices = file.prices.inForce(today);
  const window = usageBounds(today, file.company.timeZone);
  const accounts = file.accounts.all();
  return {
    file,
    today,
    now,
    charging: chargingState(company, now),
    read: decimalReader(),
    accounts,
    prices,
    startingPrices: file.company.demonstration ? null : startingPricesInForce(file, prices),
    pricesOfNextBill: pricesOfNextBill(file, today, prices),
    storage: currentStorage(file, prices),
    primaryId: accounts.find(({ primary }) => primary)?.id ?? null,
    licenses: Map.groupBy(file.licenses.all(), ({ accountId }) => accountId),
    assigned: file.licenses.assignedCounts(),
    balances: file.minutes.balances(),
    recharges: file.recharges.states(),
    usage: file.minutes.usageTotals(window.from, window.to),
    fundingSources: Map.groupBy(file.fundingSources.all(), ({ accountId }) => accountId),
    owed: Map.groupBy(file.bills.owed(), ({ accountId }) => accountId),
    openCharges: new Map(file.charges.open().map((charge) => [charge.accountId, charge])),
    usersWithoutBaseLicense: file.users.withoutBaseLicense(),
    lockouts: lockoutsYesterday(file, today, window),
  };
}

type Gathered = ReturnType<typeof gatherAll> & { readonly backupFailed: string | null };

function overviewOf(account: AccountRecord, gathered: Gathered): { overview: AccountOverview; facts: AccountFacts } {
  const { prices } = gathered;
  const records = gathered.licenses.get(account.id) ?? [];
  const storage: StorageFee | null = account.primary ? gathered.storage : null;
  const monthlyFrom = nextBillOf(account, gathered.today, gathered.openCharges.has(account.id));
  const nextPrices = gathered.pricesOfNextBill(monthlyFrom);
  const nextStorage = nextPrices === prices || storage === null ? storage : currentStorage(gathered.file, nextPrices);
  const monthly = formatMoney(recurringTotal(records, nextStorage, (record) => gathered.read(licensePrice(nextPrices, record))));
  const used = new Decimal(gathered.usage.get(account.id) ?? '0');
  const reserve = minimumReserve(used, rechargeSettings(gathered.file, account, gathered.today));
  const balance = new Decimal(gathered.balances.get(account.id) ?? '0');
  const minutes = {
    balance: formatMoney(balance),
    reserve: formatMoney(reserve),
    autoRecharge: account.autoRecharge,
  };
  const charge = gathered.openCharges.get(account.id);
  const bill = account.pastDue ? gathered.owed.get(account.id)?.[0] : undefined;
  const assigned = gathered.assigned.get(account.id);
  return {
    overview: {
      id: account.id,
      name: account.name,
      primary: account.primary,
      pastDue: account.pastDue,
      billingDay: account.billingDay,
      nextBillingDate: account.nextBillingDate,
      licenses: records
        .filter(({ quantity }) => quantity > 0)
        .map((record) => ({
          type: record.type,
          quantity: record.quantity,
          scheduledQuantity: record.scheduledQuantity,
          unitPrice: licensePrice(prices, record),
          nextPrice: nextPriceOf(prices, nextPrices, record),
        })),
      monthly,
      monthlyFrom,
      minutes,
      storage: nextStorage === null ? null : storageOutput(nextStorage),
    },
    facts: {
      id: account.id,
      name: account.name,
      pastDue: bill === undefined ? null : { billingDate: bill.billingDate, total: bill.total, paused: isPaused(bill) },
      monthly,
      fundingSources: gathered.fundingSources.get(account.id) ?? [],
      openCharge: charge === undefined ? null : { state: charge.state === 'pending' ? 'pending' : 'beingChecked', total: charge.total },
      minutes: {
        ...minutes,
        used: account.autoRecharge || minutes.balance !== '0.00' || reserve.greaterThan(0),
        recharge: rechargeStanding(gathered.recharges.get(account.id)),
        runsOut: runsOutBeforeCycle(gathered.file, { account, balance, reserve, used, today: gathered.today }, gathered.now),
      },
      lockoutsYesterday: gathered.lockouts.get(account.id) ?? null,
      paidUnused: unusedOf(records, assigned),
    },
  };
}

/** What is cut from the next bill on is settled already, and no one can be given it. */
function unusedOf(records: readonly ServiceLicenseRecord[], assigned: ReadonlyMap<LicenseType, number> | undefined): AccountFacts['paidUnused'] {
  const unused: { type: LicenseType; count: number }[] = [];
  for (const record of records) {
    const count = paidUnused(record.type, effectiveQuantity(record), assigned?.get(record.type) ?? 0) ?? 0;
    if (count > 0) unused.push({ type: record.type, count });
  }
  return unused;
}

function attentionFacts({ backupFailed, today, licenses, startingPrices, charging, storage, primaryId, usersWithoutBaseLicense }: Gathered, accounts: readonly AccountFacts[]): AttentionFacts {
  return {
    today,
    backupFailed,
    chargingStopped: charging.stopped === null ? null : { reason: charging.stopped.reason, charges: charging.charges.length, total: charging.total },
    inventedPrices: LICENSE_TYPES.filter(
      (type) => startingPrices?.has(type) === true && [...licenses.values()].flat().some((license) => license.type === type && license.quantity > 0 && license.contractPrice === null),
    ),
    accounts,
    usersWithoutBaseLicense: usersWithoutBaseLicense.map(({ firstName, lastName, accountId }) => ({ name: `${firstName} ${lastName}`, accountId })),
    storage: primaryId === null ? null : { accountId: primaryId, leftMb: storage.leftMb, warning: storage.warning },
  };
}
