import type { RechargeDecision } from '../../../shared/values/recharges.ts';
import { assertNever } from '../../../shared/values/assertNever.ts';
import { billingPeriod } from '../../domain/billingPeriod.ts';
import { localDay } from '../../domain/localTime.ts';
import { formatMoney } from '../../domain/money.ts';
import { rechargeLine } from '../../domain/pricedLine.ts';
import { afterFailedCycle, afterShortage, afterUncountedCycle, FAILED_CYCLES_UNTIL_PAUSE, isPaused } from '../../domain/retryAfterDecline.ts';
import { nextBillStep } from '../../domain/retryBill.ts';
import type { SourceInRound } from '../../domain/retryBill.ts';
import { dollars } from '../attention/words.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import { lastTriedIn, sourcesInRound } from '../charges/payBills.ts';
import type { PayBillsNeeds } from '../charges/payBills.ts';
import { lineOutput, totalOf } from '../lineOutput.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { RechargeStateRecord } from '../ports/minutes.ts';
import type { FundingSourceRecord } from '../ports/records.ts';
import { listPrice } from '../pricing.ts';
import { lookAtOneRecharge } from './lookAtRecharges.ts';
import type { LookedAt } from './lookAtRecharges.ts';

export type PayRechargeNeeds = PayBillsNeeds;

/**
 * Goes on with an account's round of tries, as far as this cycle may (SPEC section 7): the funding sources in order,
 * each once a round. What came of a try is read from the data file, so that a round goes on where a crash or a bank's
 * late answer left it.
 */
export async function payRecharge(needs: PayRechargeNeeds, company: OpenCompany, accountId: number, cycle: number): Promise<void> {
  const { file } = company;
  for (;;) {
    const state = file.recharges.stateOf(accountId);
    const roundCycle = state?.roundCycle ?? null;
    if (state === null || roundCycle === null || file.charges.openOf(accountId) !== null) return;
    const now = needs.clock.now();
    const today = localDay(now, file.company.timeZone);
    const round = sourcesInRound(company, accountId, today, idsOfRound(company, accountId, roundCycle));
    const step = nextBillStep(round);
    switch (step.do) {
      case 'charge': {
        const source = round[step.index]?.source;
        if (source === undefined) throw new Error('The step names no source.');
        const looked = lookAtOneRecharge(file, accountId, cycle);
        if (looked === null || !looked.balance.lessThan(looked.amounts.reserve) || !looked.amounts.amount.greaterThan(0)) {
          const reason = looked === null ? 'Automatic recharge was turned off. Nothing is charged.' : 'The balance is not below the minimum reserve any more. Nothing is charged.';
          endRound(needs, company, { ...state, ...afterShortage(state), dueSince: null, roundCycle: null }, cycle, 'cleared', reason);
          return;
        }
        const effect = rechargeEffect(company, looked, cycle, today);
        const outcome = await needs.charges.charge(company, { id: idsOfRound(company, accountId, roundCycle)(source), source, effect, command: null });
        if (outcome.status === 'pending') note(company, accountId, cycle, 'pending', `A bank payment of ${dollars(outcome.total)} is pending.`);
        if (outcome.status === 'beingChecked') note(company, accountId, cycle, 'waiting', `The payment of ${dollars(outcome.total)} got no answer and is being checked.`);
        break;
      }
      case 'wait':
        endRound(needs, company, { ...state, ...afterUncountedCycle(state, lastTriedIn(round) ?? cycle, cycle), roundCycle: null }, cycle, 'waiting', 'The payment never reached the gateway. The next cycle tries again.');
        return;
      case 'noSource':
        endRound(
          needs,
          company,
          { ...state, failedCycles: FAILED_CYCLES_UNTIL_PAUSE, roundCycle: null },
          cycle,
          'paused',
          'No funding source is left to pay. Automatic recharge is paused until a funding source changes or a purchase succeeds.',
        );
        return;
      case 'fail': {
        const retry = afterFailedCycle(state, cycle);
        const reason = isPaused(retry)
          ? 'Every funding source declined, in the fourth cycle. Automatic recharge is paused until a funding source changes or a purchase succeeds.'
          : `Every funding source declined. The next try follows ${retry.nextTryCycle - cycle === 1 ? 'in the next cycle' : `after ${retry.nextTryCycle - cycle} cycles`}.`;
        endRound(needs, company, { ...state, ...retry, roundCycle: null }, cycle, isPaused(retry) ? 'paused' : 'declined', reason);
        return;
      }
      default:
        assertNever(step);
    }
  }
}

/** The same account, cycle and source give the same id, so that no crash and no second look charges it twice. */
function idsOfRound({ file }: OpenCompany, accountId: number, roundCycle: number): (source: FundingSourceRecord) => string {
  return ({ id }) => [file.company.fileId, accountId, 'recharge', roundCycle, id].join(':');
}

/** What came of a round's tries, source by source. */
export function triedInRound(company: OpenCompany, accountId: number, roundCycle: number): SourceInRound['tried'][] {
  // No source is used here, so the day of expiry does not matter.
  return sourcesInRound(company, accountId, '2000-01-01', idsOfRound(company, accountId, roundCycle)).map(({ tried }) => tried);
}

function rechargeEffect({ file }: OpenCompany, { account, balance, amounts }: LookedAt, cycle: number, today: string): ChargeEffect {
  const line = rechargeLine(amounts, listPrice(file.prices.inForce(today), 'minute'));
  const total = totalOf([line]);
  const period = billingPeriod(today, account.billingDay);
  return {
    accountId: account.id,
    kind: 'automaticRecharge',
    lines: [lineOutput(line)],
    total,
    receiptPeriod: { start: period.start, end: period.end },
    licenses: [],
    assignments: [],
    newPeriod: null,
    minutes: { amount: total, note: 'Automatic recharge' },
    rechargeCycle: cycle,
    operatorId: null,
    who: 'Billing system',
    what: `Recharged dialer minutes below the reserve of ${dollars(formatMoney(amounts.reserve))}`,
    changes: [{ label: 'Balance', before: dollars(formatMoney(balance)), after: dollars(formatMoney(balance.plus(total))) }],
  };
}

function note({ file }: OpenCompany, accountId: number, cycle: number, decision: RechargeDecision, reason: string): void {
  const ran = file.recharges.ranIn(accountId, cycle);
  if (ran === null) return;
  file.write((tx) => {
    file.recharges.recordTx(tx, { ...ran, decision, reason });
  });
}

/** The round ended without a payment: the state, the cycle's decision, and what Activity keeps of it. */
function endRound(needs: PayRechargeNeeds, { file }: OpenCompany, state: RechargeStateRecord, cycle: number, decision: RechargeDecision, reason: string): void {
  const ran = file.recharges.ranIn(state.accountId, cycle);
  file.write((tx) => {
    file.recharges.saveStateTx(tx, state);
    if (ran !== null) file.recharges.recordTx(tx, { ...ran, decision, reason });
    if (decision === 'declined' || decision === 'paused') {
      file.activity.appendTx(tx, { at: needs.clock.now(), operatorId: null, who: 'Billing system', what: `Automatic recharge was not paid. ${reason}`, accountId: state.accountId, changes: [] });
      file.accounts.touchTx(tx, state.accountId);
    }
  });
  needs.publish(['accounts', 'activity']);
  if (decision === 'declined' || decision === 'paused') {
    needs.tell({ kind: decision, accountId: state.accountId, sentence: `${file.accounts.byId(state.accountId)?.name ?? ''}: automatic recharge was not paid. ${reason}` });
  }
}
