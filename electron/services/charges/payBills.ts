import { assertNever } from '../../../shared/values/assertNever.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { canPay } from '../../domain/fundingSource.ts';
import { localDay } from '../../domain/localTime.ts';
import { afterFailedCycle, afterUncountedCycle, isPaused, mayTry } from '../../domain/retryAfterDecline.ts';
import type { RetryState } from '../../domain/retryAfterDecline.ts';
import { nextBillStep } from '../../domain/retryBill.ts';
import type { SourceInRound } from '../../domain/retryBill.ts';
import { dollars } from '../attention/words.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { Clock, Publish, Tell } from '../ports/outside.ts';
import type { BillRecord, ChargeRecord } from '../ports/charging.ts';
import type { FundingSourceRecord } from '../ports/records.ts';
import type { ChargeEffect } from './chargeEffect.ts';
import type { ChargeService } from './chargeService.ts';

export interface PayBillsNeeds {
  readonly clock: Clock;
  readonly publish: Publish;
  readonly charges: ChargeService;
  /** Hears of what could not be charged. */
  readonly tell: Tell;
}

/**
 * Pays what an account owes, the oldest bill first, as far as this cycle may (SPEC sections 4 and 7). What came of a
 * try is read from the data file, so that a round goes on where a crash or a bank's late answer left it.
 */
export async function payBills(needs: PayBillsNeeds, company: OpenCompany, accountId: number, cycle: number): Promise<void> {
  const { file } = company;
  for (;;) {
    const [bill] = file.bills.owedBy(accountId);
    if (bill === undefined || !mayTry(bill, cycle) || file.charges.openOf(accountId) !== null) return;
    const round = sourcesInRound(company, accountId, localDay(needs.clock.now(), file.company.timeZone), (source) => chargeIdOf(company, bill, source));
    const step = nextBillStep(round);
    switch (step.do) {
      case 'charge': {
        const source = round[step.index]?.source;
        if (source === undefined) throw new Error('The step names no source.');
        await needs.charges.charge(company, { id: chargeIdOf(company, bill, source), source, effect: effectOf(bill), command: null });
        break;
      }
      case 'wait':
        return owe(needs, company, bill, afterUncountedCycle(bill, lastTriedIn(round) ?? cycle, cycle), null);
      case 'noSource':
        return owe(needs, company, bill, afterUncountedCycle(bill, cycle, cycle), 'no funding source is left to pay it');
      case 'fail': {
        const retry = afterFailedCycle(bill, cycle);
        const reason = isPaused(retry)
          ? 'every funding source declined; nothing more is tried until a funding source changes or a purchase succeeds'
          : 'every funding source declined';
        return owe(needs, company, bill, retry, reason);
      }
      default:
        assertNever(step);
    }
  }
}

/** The source that is charged first for a new bill, or null. */
export function firstSource(company: OpenCompany, accountId: number, today: string): FundingSourceRecord | null {
  return company.file.fundingSources.byAccount(accountId).find((source) => canPay(source, today)) ?? null;
}

/**
 * The same bill, source and round give the same id, so that no crash and no second look charges it twice. A round is
 * known by the cycle in which it was due.
 */
export function chargeIdOf({ file }: OpenCompany, bill: Pick<BillRecord, 'accountId' | 'billingDate' | 'nextTryCycle'>, source: FundingSourceRecord): string {
  return [file.company.fileId, bill.accountId, bill.billingDate, source.id, bill.nextTryCycle].join(':');
}

/** Whether a round of tries of the bill, by its cycle, has had a try. */
export function triedAsRound(company: OpenCompany, bill: BillRecord, cycle: number): boolean {
  // No source is used here, so the day of expiry does not matter.
  return sourcesInRound(company, bill.accountId, '2000-01-01', (source) => chargeIdOf(company, { ...bill, nextTryCycle: cycle }, source)).some(({ tried }) => tried !== 'not');
}

interface TriedSource extends SourceInRound {
  readonly source: FundingSourceRecord;
  /** When its charge was sent, epoch milliseconds; null where it was not tried. */
  readonly triedAt: number | null;
}

/** The charge cycle of a round's last try; null where nothing was tried. */
export function lastTriedIn(round: readonly TriedSource[]): number | null {
  const moments = round.flatMap(({ triedAt }) => triedAt ?? []);
  return moments.length === 0 ? null : cycleNumber(Math.max(...moments));
}

/** An account's sources in their order, with what came of each in the round of tries whose charges have these ids. */
export function sourcesInRound(
  { file }: OpenCompany,
  accountId: number,
  today: string,
  idOf: (source: FundingSourceRecord) => string,
): TriedSource[] {
  return file.fundingSources.byAccount(accountId).map((source) => {
    const charge = file.charges.byId(idOf(source));
    return { source, usable: canPay(source, today), tried: triedAs(charge), triedAt: charge?.createdAt ?? null };
  });
}

function triedAs(charge: ChargeRecord | null): SourceInRound['tried'] {
  if (charge === null) return 'not';
  return charge.state === 'notReceived' ? 'notReceived' : 'declined';
}

/** `pastDueBecause`: null where nothing was declined. */
function owe(needs: PayBillsNeeds, { file }: OpenCompany, bill: BillRecord, retry: RetryState, pastDueBecause: string | null): void {
  const { accountId, billingDate, total } = bill;
  const becomesPastDue = pastDueBecause !== null && file.accounts.byId(accountId)?.pastDue === false;
  file.write((tx) => {
    file.bills.setRetryTx(tx, accountId, billingDate, retry);
    if (becomesPastDue) file.accounts.setPastDueTx(tx, accountId, true);
    if (becomesPastDue || isPaused(retry)) {
      file.activity.appendTx(tx, {
        at: needs.clock.now(),
        operatorId: null,
        who: 'Billing system',
        what: `The bill of ${billingDate}, $${total}, is past due: ${pastDueBecause ?? ''}`,
        accountId,
        changes: becomesPastDue ? [{ label: 'Past due', before: 'no', after: 'yes' }] : [],
      });
      file.accounts.touchTx(tx, accountId);
    }
  });
  needs.publish(['accounts', 'activity']);
  if (!becomesPastDue && !isPaused(retry)) return;
  const sentence = `${file.accounts.byId(accountId)?.name ?? ''}: the bill of ${billingDate}, ${dollars(total)}, is past due: ${pastDueBecause ?? ''}`;
  needs.tell({ kind: isPaused(retry) ? 'paused' : 'declined', accountId, sentence });
}

/** Written by this application into its own file in the same shape. */
export function effectOf(bill: Pick<BillRecord, 'effect'>): ChargeEffect {
  return JSON.parse(bill.effect) as ChargeEffect;
}
