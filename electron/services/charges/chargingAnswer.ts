import type { z } from 'zod';
import type { chargingContracts } from '../../../shared/contracts/charging.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { afterClockPutRight } from '../../domain/retryAfterDecline.ts';
import { Decimal, formatMoney, sumMoney } from '../../domain/money.ts';
import { sumExplanation } from '../../domain/sumExplanation.ts';
import { counted, dollars } from '../attention/words.ts';
import type { CurrentCompany, OpenCompany } from '../ports/company.ts';
import type { Clock } from '../ports/outside.ts';
import type { Tx } from '../ports/transaction.ts';
import { refuse } from '../refusals.ts';
import { currentPlan } from './automaticCharging.ts';
import { triedAsRound } from './payBills.ts';
import { waitingCharges } from './waitingCharges.ts';

type Contracts = typeof chargingContracts;
type State = z.output<Contracts['charging.state']['output']>;
type Answer = z.output<Contracts['charging.resume']['input']>;

export interface ChargingAnswerService {
  readonly state: () => State;
  readonly resume: (answer: Answer) => Promise<Record<string, never>>;
}

export interface ChargingAnswerNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  /** Runs the charge cycle now, and resolves when it has run. */
  readonly runNow: () => Promise<void>;
}

/** Why automatic charging is stopped, every charge that waits, and an operator's answer (SPEC section 7). */
export function createChargingAnswerService({ current, clock, runNow }: ChargingAnswerNeeds): ChargingAnswerService {
  return {
    state: () => chargingState(current(), clock.now()),
    resume: async ({ reason, total }) => {
      const company = current();
      const now = clock.now();
      const { stopped, charges, total: waiting } = chargingState(company, now);
      if (stopped?.reason !== reason) throw refuse('NOTHING_TO_ACCEPT', '/reason', 'Automatic charging is not stopped for this reason any more.');
      if (waiting !== total) throw refuse('CHANGED_SINCE_OPENED', '/total', `The charges changed since they were listed; they are ${dollars(waiting)} now. Nothing was charged.`);
      const { file, operator } = company;
      file.write((tx) => {
        file.automaticCharging.saveTx(tx, { highestCycle: cycleNumber(now), lastSeenAt: now, asked: false });
        if (reason === 'clockSetBack') putRetriesRightTx(tx, company, cycleNumber(now));
        file.activity.appendTx(tx, {
          at: now,
          operatorId: operator.id,
          who: `${operator.firstName} ${operator.lastName}`,
          what: reason === 'away' ? 'Let automatic charging go on after a pause of more than 48 hours' : 'Confirmed that the clock is right',
          accountId: null,
          changes: [{ label: 'Automatic charging', before: 'stopped', after: charges.length === 0 ? 'on' : `on, with ${counted(charges.length, 'charge')} of ${dollars(waiting)}${charges.length === 1 ? '' : ' in all'}` }],
        });
      });
      await runNow();
      return {};
    },
  };
}

/** What was declined while the clock was ahead is tried again by the clock as it is now. */
function putRetriesRightTx(tx: Tx, company: OpenCompany, cycle: number): void {
  const { bills, recharges } = company.file;
  for (const bill of bills.owed()) {
    const retry = afterClockPutRight(bill, cycle, (next) => !triedAsRound(company, bill, next));
    if (retry !== bill) bills.setRetryTx(tx, bill.accountId, bill.billingDate, retry);
  }
  for (const state of recharges.states().values()) {
    const retry = afterClockPutRight(state, cycle);
    if (retry !== state) recharges.saveStateTx(tx, { ...state, ...retry });
  }
}

/** For the windows, and for what needs attention. */
export function chargingState(company: OpenCompany, now: number): State {
  const plan = currentPlan(company, now);
  if (plan.kind === 'run') return { stopped: null, charges: [], total: '0.00', explanation: ofAll([]) };
  // What differs is looked at first; only then is it known what is due.
  if (plan.kind === 'held') return { stopped: { reason: 'held', moment: new Date(now).toISOString() }, charges: [], total: '0.00', explanation: ofAll([]) };
  const charges = waitingCharges(company, now);
  return {
    stopped:
      plan.kind === 'ask'
        ? { reason: 'away', moment: new Date(plan.since).toISOString() }
        : { reason: 'clockSetBack', moment: new Date(plan.until).toISOString() },
    charges,
    total: formatMoney(sumMoney(charges.map((charge) => new Decimal(charge.total)))),
    explanation: ofAll(charges),
  };
}

function ofAll(charges: State['charges']): State['explanation'] {
  return sumExplanation(
    'All charges that wait, together.',
    charges.map(({ accountName, billingDate, total }) => ({ label: `${accountName}, ${billingDate === null ? 'automatic recharge' : `bill of ${billingDate}`}`, amount: new Decimal(total) })),
  );
}
