import { billingPeriod, nextBillingDate } from '../../domain/billingPeriod.ts';
import { cycleNumber, cycleStart } from '../../domain/chargeCycle.ts';
import { canPay } from '../../domain/fundingSource.ts';
import { localDay, startOfDay } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import { recurringBill } from '../../domain/recurringBill.ts';
import { currentStorage } from '../companyStorage.ts';
import { lineOutput, totalOf } from '../lineOutput.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { AccountRecord } from '../ports/records.ts';
import { licensePrice } from '../pricing.ts';
import { applyEffectTx } from './chargeEffect.ts';
import type { ChargeEffect } from './chargeEffect.ts';
import type { ChargeService } from './chargeService.ts';

export interface BillingDateService {
  /** Runs the account's billing dates that have been reached and not yet run, the oldest first (SPEC sections 2 and 4). */
  readonly runReached: (company: OpenCompany, accountId: number) => Promise<void>;
  /** Runs every account's billing dates whose charge cycle has begun. */
  readonly runDue: (company: OpenCompany) => Promise<void>;
}

export interface BillingDateNeeds {
  readonly clock: Clock;
  readonly publish: Publish;
  readonly charges: ChargeService;
}

/** Monthly bills. One that cannot be paid stays owed and the account is past due; each later charge cycle tries again. */
export function createBillingDateService(needs: BillingDateNeeds): BillingDateService {
  /** Returns false where the bill could not be paid yet. */
  const runOne = async (company: OpenCompany, account: AccountRecord): Promise<boolean> => {
    const { file } = company;
    const now = needs.clock.now();
    const today = localDay(now, file.company.timeZone);
    const effect = billEffect(company, account);
    if (new Decimal(effect.total).isZero()) {
      file.write((tx) => applyEffectTx(tx, file, effect, { now, today, fundingSource: 'No payment', chargeId: null }));
      needs.publish(['accounts', 'receipts', 'activity']);
      return true;
    }
    for (const source of file.fundingSources.byAccount(account.id)) {
      // The same bill, source and cycle give the same id, so that no crash and no second look charges it twice.
      const id = [file.company.fileId, account.id, account.nextBillingDate, source.id, cycleNumber(now)].join(':');
      if (!canPay(source, today) || file.charges.byId(id) !== null) continue;
      const outcome = await needs.charges.charge(company, { id, source, effect, command: null });
      if (outcome.status === 'accepted') return true;
      if (outcome.status === 'beingChecked' || outcome.status === 'pending') return false;
    }
    if (!account.pastDue) {
      file.write((tx) => {
        file.accounts.setPastDueTx(tx, account.id, true);
        file.accounts.touchTx(tx, account.id);
      });
      needs.publish(['accounts']);
    }
    return false;
  };

  const runWhile = async (company: OpenCompany, accountId: number, reached: (account: AccountRecord) => boolean): Promise<void> => {
    for (;;) {
      const account = company.file.accounts.byId(accountId);
      if (account === null || !reached(account) || company.file.charges.openOf(accountId) !== null) return;
      if (!(await runOne(company, account))) return;
    }
  };

  return {
    runReached: (company, accountId) =>
      runWhile(company, accountId, ({ nextBillingDate: date }) => date <= localDay(needs.clock.now(), company.file.company.timeZone)),
    runDue: async (company) => {
      // At the first charge cycle at or after local midnight of the date (SPEC section 4).
      const cycle = cycleStart(cycleNumber(needs.clock.now()));
      for (const { id } of company.file.accounts.all()) {
        await runWhile(company, id, ({ nextBillingDate: date }) => startOfDay(date, company.file.company.timeZone) <= cycle);
      }
    },
  };
}

/** The bill for the period that begins on the account's next billing date, at the prices of that date. */
function billEffect({ file }: OpenCompany, account: AccountRecord): ChargeEffect {
  const date = account.nextBillingDate;
  const prices = file.prices.inForce(date);
  const licenses = file.licenses.byAccount(account.id).map((license) => ({ ...license, unitPrice: licensePrice(prices, license) }));
  const period = billingPeriod(date, account.billingDay);
  const lines = recurringBill(licenses, account.primary ? currentStorage(file, prices) : null);
  return {
    accountId: account.id,
    kind: 'recurring',
    lines: lines.map(lineOutput),
    total: totalOf(lines),
    receiptPeriod: { start: period.start, end: period.end },
    licenses: licenses.map((license) => {
      const quantity = effectiveQuantity(license);
      const { accountId, type, minimum, contractPrice } = license;
      return { accountId, type, minimum, contractPrice, quantity, paidThisPeriod: quantity, scheduledQuantity: null };
    }),
    assignments: [],
    newPeriod: { periodStart: period.start, nextBillingDate: nextBillingDate(date, account.billingDay) },
    operatorId: null,
    who: 'Billing system',
    what: `Billed ${account.name} for ${period.start} to ${period.end}`,
    changes: [],
  };
}
