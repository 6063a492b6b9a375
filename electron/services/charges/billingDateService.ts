import { cycleNumber, cycleStart } from '../../domain/chargeCycle.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import { mayTry } from '../../domain/retryAfterDecline.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { AccountRecord } from '../ports/records.ts';
import { applyEffectTx } from './chargeEffect.ts';
import { billingFacts, enterBillTx, makeBill } from './makeBill.ts';
import type { BillingFacts } from './makeBill.ts';
import { chargeIdOf, firstSource, payBills } from './payBills.ts';
import type { PayBillsNeeds } from './payBills.ts';

export interface BillingDateService {
  /** Runs the account's billing dates that have been reached and not yet run, the oldest first (SPEC sections 2 and 4). */
  readonly runReached: (company: OpenCompany, accountId: number) => Promise<void>;
  /**
   * Runs the billing dates of all accounts that this charge cycle has reached, and tries what is owed. One account's
   * fault does not keep the others waiting; the first one is thrown at the end.
   */
  readonly runCycle: (company: OpenCompany, cycle: number) => Promise<void>;
}

/** So many accounts are run before windows get their turn. */
const ACCOUNTS_AT_ONCE = 20;

/**
 * Monthly bills (SPEC section 4). A reached billing date makes its bill in one transaction, whatever becomes of the
 * payment; a bill that cannot be paid stays owed, and later cycles try again.
 */
export function createBillingDateService(needs: PayBillsNeeds): BillingDateService {
  const runDates = async (company: OpenCompany, facts: BillingFacts, accountId: number, upTo: string, cycle: number): Promise<void> => {
    for (;;) {
      const account = company.file.accounts.byId(accountId);
      if (account === null || account.nextBillingDate > upTo) break;
      await runOne(company, facts, account, cycle);
    }
    await payBills(needs, company, accountId, cycle);
  };

  const runOne = async (company: OpenCompany, facts: BillingFacts, account: AccountRecord, cycle: number): Promise<void> => {
    const { file } = company;
    const now = needs.clock.now();
    const today = localDay(now, file.company.timeZone);
    const bill = makeBill(facts, account, file.licenses.byAccount(account.id));
    const { effect, billingDate } = bill;
    if (new Decimal(effect.total).isZero()) {
      file.write((tx) => {
        enterBillTx(tx, file, bill, { now, cycle });
        applyEffectTx(tx, file, effect, { now, today, fundingSource: 'No payment', chargeId: null });
      });
      needs.publish(['accounts', 'receipts', 'activity']);
      return;
    }
    const source = firstSource(company, account.id, today);
    if (source === null || file.charges.openOf(account.id) !== null || file.bills.owedBy(account.id).length > 0) {
      file.write((tx) => {
        enterBillTx(tx, file, bill, { now, cycle });
      });
      needs.publish(['accounts', 'activity']);
      return;
    }
    // The bill and its first charge are saved together: one durable write less for each account.
    const id = chargeIdOf(company, { accountId: account.id, billingDate, nextTryCycle: cycle }, source);
    await needs.charges.charge(company, {
      id,
      source,
      effect,
      command: null,
      alongside: (tx) => {
        enterBillTx(tx, file, bill, { now, cycle });
      },
    });
  };

  return {
    runReached: async (company, accountId) => {
      const now = needs.clock.now();
      await runDates(company, billingFacts(company.file, null), accountId, localDay(now, company.file.company.timeZone), cycleNumber(now));
    },
    runCycle: async (company, cycle) => {
      const { file } = company;
      const facts = billingFacts(file, file.automaticCharging.progress()?.heldActiveUsers ?? null);
      // A day has begun by the cycle where the cycle's moment lies on it or after it (SPEC section 4).
      const upTo = localDay(cycleStart(cycle), file.company.timeZone);
      const owing = new Set(file.bills.owed().flatMap((bill) => (mayTry(bill, cycle) ? [bill.accountId] : [])));
      const faults: unknown[] = [];
      let run = 0;
      for (const { id, nextBillingDate } of file.accounts.all()) {
        if (nextBillingDate > upTo && !owing.has(id)) continue;
        await runDates(company, facts, id, upTo, cycle).catch((fault: unknown) => faults.push(fault));
        run += 1;
        if (run % ACCOUNTS_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      }
      if (faults.length > 0) throw faults[0];
    },
  };
}
