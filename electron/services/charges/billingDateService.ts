import { cycleNumber, cycleStart } from '../../domain/chargeCycle.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import { mayTry } from '../../domain/retryAfterDecline.ts';
import { tellReceiptsSoon } from '../place/tellReceipts.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { Tx } from '../ports/transaction.ts';
import { applyEffectTx } from './chargeEffect.ts';
import type { ChargeToSend } from './chargeService.ts';
import { changesLicenses } from './keptEffect.ts';
import { billingFacts, enterBillTx, makeBill } from './makeBill.ts';
import type { BillingFacts, MadeBill } from './makeBill.ts';
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

/** So many accounts are saved in one transaction, before each is charged and finished by itself. */
const ACCOUNTS_AT_ONCE = 20;

/**
 * Monthly bills (SPEC section 4). A reached billing date makes its bill in one transaction, whatever becomes of the
 * payment; a bill that cannot be paid stays owed, and later cycles try again.
 */
export function createBillingDateService(needs: PayBillsNeeds): BillingDateService {
  /** Runs what these accounts have reached, and tries what they owe. Their bills, with the first charges, are saved together. */
  const runAccounts = async (company: OpenCompany, facts: BillingFacts, accountIds: readonly number[], moment: Moment): Promise<void> => {
    const charges = needs.charges.save(company, (tx) =>
      accountIds.flatMap((accountId) => runDatesTx(tx, company, facts, accountId, moment) ?? []),
    );
    needs.publish(['accounts', 'receipts', 'activity']);
    for (const charge of charges) await needs.charges.send(company, charge);
    for (const accountId of accountIds) await payBills(needs, company, accountId, moment.cycle);
  };

  return {
    runReached: async (company, accountId) => {
      const now = needs.clock.now();
      const today = localDay(now, company.file.company.timeZone);
      const account = company.file.accounts.byId(accountId);
      if (account === null || account.nextBillingDate > today) return;
      await runAccounts(company, billingFacts(company.file), [accountId], { now, today, upTo: today, cycle: cycleNumber(now) });
      // A bill of zero has its receipt without a charge.
      await tellReceiptsSoon(company);
    },
    runCycle: async (company, cycle) => {
      const { file } = company;
      const now = needs.clock.now();
      // A day has begun by the cycle where the cycle's moment lies on it or after it (SPEC section 4).
      const upTo = localDay(cycleStart(cycle), file.company.timeZone);
      const moment = { now, today: localDay(now, file.company.timeZone), upTo, cycle };
      const owing = new Set(file.bills.owed().flatMap((bill) => (mayTry(bill, cycle) ? [bill.accountId] : [])));
      const due = file.accounts.all().flatMap(({ id, nextBillingDate }) => (nextBillingDate <= upTo || owing.has(id) ? [id] : []));
      if (due.length === 0) return;
      const facts = billingFacts(file);
      const faults: unknown[] = [];
      for (let first = 0; first < due.length; first += ACCOUNTS_AT_ONCE) {
        const some = due.slice(first, first + ACCOUNTS_AT_ONCE);
        await runAccounts(company, facts, some, moment).catch(async () => {
          // One of them cannot be run: the others are, one by one.
          for (const id of some) await runAccounts(company, facts, [id], moment).catch((fault: unknown) => faults.push(fault));
        });
        // Windows get their turn.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      if (faults.length > 0) throw faults[0];
    },
  };
}

interface Moment {
  readonly now: number;
  /** The local day, which receipts are dated. */
  readonly today: string;
  /** The last billing date that is reached. */
  readonly upTo: string;
  readonly cycle: number;
}

/**
 * Makes the account's bills up to a day, and returns the charge of the oldest that is owed, where none was tried before.
 * Licenses whose payment is not settled belong to the period they were bought in, so the dates after it wait: the next
 * period is billed with them, or without.
 */
function runDatesTx(tx: Tx, company: OpenCompany, facts: BillingFacts, accountId: number, moment: Moment): ChargeToSend | null {
  const { file } = company;
  let account = file.accounts.byId(accountId);
  if (account === null || account.nextBillingDate > moment.upTo) return null;
  const open = file.charges.openOf(accountId);
  if (open !== null && changesLicenses(file, open)) return null;
  const owedBefore = file.bills.owedBy(accountId).length > 0;
  let oldest: MadeBill | null = null;
  while (account.nextBillingDate <= moment.upTo) {
    const bill = makeBill(facts, account, file.licenses.byAccount(accountId));
    enterBillTx(tx, file, bill, moment);
    if (new Decimal(bill.effect.total).isZero()) {
      applyEffectTx(tx, file, bill.effect, { now: moment.now, today: moment.today, fundingSource: 'No payment', chargeId: null });
    } else oldest ??= bill;
    account = { ...account, ...bill.period };
  }
  if (oldest === null || owedBefore || open !== null) return null;
  const source = firstSource(company, accountId, moment.today);
  if (source === null) return null;
  const { effect, billingDate } = oldest;
  return { id: chargeIdOf(company, { accountId, billingDate, nextTryCycle: moment.cycle }, source), source, effect, command: null };
}
