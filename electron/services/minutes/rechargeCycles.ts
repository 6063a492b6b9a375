import type { RechargeDecision } from '../../../shared/values/recharges.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { addDays, localDay, startOfDay } from '../../domain/localTime.ts';
import { formatMoney, formatPrice } from '../../domain/money.ts';
import { lookInWords } from '../../domain/rechargeLook.ts';
import type { RechargeLook } from '../../domain/rechargeLook.ts';
import { afterShortage } from '../../domain/retryAfterDecline.ts';
import { counted, dollars } from '../attention/words.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { Tx } from '../ports/transaction.ts';
import type { RechargeCycleRecord, RechargeStateRecord } from '../ports/minutes.ts';
import { lookAtRecharges } from './lookAtRecharges.ts';
import type { LookedAt } from './lookAtRecharges.ts';
import { payRecharge, triedInRound } from './payRecharge.ts';
import type { PayRechargeNeeds } from './payRecharge.ts';

export interface RechargeService {
  /** Stamps accounts that a new day, with another X, finds below it, or a clock set back. Costs nothing on the same day. */
  readonly stampNewDay: (company: OpenCompany) => void;
  /**
   * Looks at each account once a cycle, records what was decided, and charges what is due; in the same cycle later on
   * it goes on with rounds of tries that a late answer or a crash left open.
   */
  readonly runCycle: (company: OpenCompany, cycle: number) => Promise<void>;
}

/** In dollars: what a charge cycle's record holds, either side of zero. */
const LARGEST_BALANCE = 9_000_000_000;
/** So many accounts are charged before windows get their turn. */
const ACCOUNTS_AT_ONCE = 20;

/** Automatic recharge (SPEC section 7). */
export function createRechargeService(needs: PayRechargeNeeds): RechargeService {
  // What was done in the file that is open: a day is stamped once, and a cycle looked at once.
  let stamped: { readonly file: unknown; readonly day: string; readonly at: number } | null = null;
  let lookedAt: { readonly file: unknown; readonly cycle: number } | null = null;

  return {
    stampNewDay: (company) => {
      const { file } = company;
      const now = needs.clock.now();
      const day = localDay(now, file.company.timeZone);
      const seen = stamped?.file === file && stamped.day === day && stamped.at <= now;
      const due = seen ? [] : lookAtRecharges(file, cycleNumber(now), { day }).filter(({ look }) => look.kind === 'stamp');
      if (due.length > 0) {
        const since = belowSince(company, due, day, now);
        file.write((tx) => {
          for (const { state } of due) file.recharges.saveStateTx(tx, { ...state, dueSince: since(state.accountId) });
        });
        needs.publish(['accounts']);
      }
      // At the end: what was cut off by an error is done again.
      stamped = { file, day, at: now };
    },
    runCycle: async (company, cycle) => {
      const { file } = company;
      const faults: unknown[] = [];
      if (lookedAt?.file !== file || lookedAt.cycle !== cycle) {
        const looked = lookAtAll(company, cycle, needs.clock.now());
        if (looked !== null) needs.publish(['accounts']);
        if (looked !== null && looked.missed > 0) {
          needs.tell({ kind: 'missed', accountId: null, sentence: `Automatic charging did not run for ${counted(looked.missed, 'charge cycle')}. What was due is charged now.` });
        }
        faults.push(...(looked?.faults ?? []));
        // Looked at again with the next beat, where one could not be.
        if (faults.length === 0) lookedAt = { file, cycle };
      }
      let charged = 0;
      for (const { accountId } of file.recharges.inRound()) {
        // One account's fault does not keep the others waiting.
        await payRecharge(needs, company, accountId, cycle).catch((fault: unknown) => faults.push(fault));
        charged += 1;
        if (charged % ACCOUNTS_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      }
      if (faults.length > 0) throw faults[0];
    },
  };
}

/**
 * When the balances of these accounts fell below the day's X: as the day began, or the day before where that had passed
 * unseen too and the balance was below its X; just now, where the day's beginning was seen. A still earlier day would
 * change nothing: the cycle began after it.
 */
function belowSince({ file }: OpenCompany, due: readonly LookedAt[], day: string, now: number): (accountId: number) => number {
  const { timeZone } = file.company;
  const lastSeenAt = file.automaticCharging.progress()?.lastSeenAt ?? now;
  const begins = startOfDay(day, timeZone);
  if (lastSeenAt >= begins) return () => now;
  const dayBefore = addDays(day, -1);
  const beganBefore = startOfDay(dayBefore, timeZone);
  if (lastSeenAt >= beganBefore) return () => begins;
  const ids = new Set(due.map(({ account }) => account.id));
  const looked = lookAtRecharges(file, cycleNumber(now), { day: dayBefore, only: (id) => ids.has(id) });
  const already = new Set(looked.flatMap(({ account, look }) => (look.kind === 'stamp' ? [account.id] : [])));
  return (accountId) => (already.has(accountId) ? beganBefore : begins);
}

/**
 * Decides for every account that this cycle has not looked at yet, in one transaction. Null where there was none.
 * `missed`: the most cycles that any of them missed.
 * `faults`: of those whose balance the file cannot hold; nothing is decided for them, and the others do not wait for them.
 */
function lookAtAll(company: OpenCompany, cycle: number, now: number): { readonly missed: number; readonly faults: readonly unknown[] } | null {
  const { file } = company;
  const runs = file.recharges.lastRuns(cycle);
  const looked = lookAtRecharges(file, cycle, { only: (id) => runs.get(id)?.ran !== true });
  if (looked.length === 0) return null;
  const beyond = looked.filter(({ balance }) => balance.abs().greaterThan(LARGEST_BALANCE));
  let missed = 0;
  file.write((tx) => {
    for (const each of looked) {
      if (beyond.includes(each)) continue;
      const last = runs.get(each.account.id)?.last ?? null;
      if (last !== null && last < cycle - 1) {
        recordMissedTx(tx, company, each.account.id, last + 1, cycle - 1);
        missed = Math.max(missed, cycle - 1 - last);
      }
      if (last !== null && last >= cycle) file.recharges.takeOutOfMissedTx(tx, each.account.id, cycle);
      decideTx(tx, company, each, cycle, now);
    }
  });
  return { missed, faults: beyond.map(({ account }) => new RangeError(`The balance of ${account.name} is too far from zero to be recorded: nothing is recharged.`)) };
}

function recordMissedTx(tx: Tx, { file }: OpenCompany, accountId: number, first: number, last: number): void {
  file.recharges.recordTx(tx, { accountId, cycle: first, lastCycle: last, decision: 'missed', reason: 'Billing Desk was not running, or waited for an answer.', balance: null, reserve: null, amount: null });
}

function decideTx(tx: Tx, company: OpenCompany, { account, state, balance, amounts, look }: LookedAt, cycle: number, now: number): void {
  if (look.kind === 'off') return;
  const { recharges } = company.file;
  const reserve = formatMoney(amounts.reserve);
  const row = (decision: RechargeDecision, reason: string, amount: string | null = null): RechargeCycleRecord => ({
    accountId: account.id,
    cycle,
    lastCycle: cycle,
    decision,
    reason,
    balance: formatPrice(balance),
    reserve,
    amount,
  });
  if (look.kind === 'charge') {
    recharges.saveStateTx(tx, { ...state, ...roundToPay(company, state, cycle) });
    recharges.recordTx(tx, row('waiting', 'The recharge is under way.', formatMoney(amounts.amount)));
    return;
  }
  const after = stateAfter(state, look, now);
  if (after !== null) recharges.saveStateTx(tx, after);
  recharges.recordTx(tx, row(DECISION[look.kind], lookInWords(look, dollars(reserve))));
}

const DECISION = {
  notDue: 'notDue',
  stamp: 'stamped',
  notYet: 'stamped',
  clear: 'cleared',
  wait: 'waiting',
  paused: 'paused',
} as const satisfies Record<Exclude<RechargeLook['kind'], 'off' | 'charge'>, RechargeDecision>;

/** Null where nothing of the state changes. */
function stateAfter(state: RechargeStateRecord, look: RechargeLook, now: number): RechargeStateRecord | null {
  if (look.kind === 'stamp') return { ...state, dueSince: now };
  if (look.kind !== 'clear') return null;
  // A round whose payment is pending goes on if the bank returns it.
  return look.because === 'pendingCounted' ? { ...state, dueSince: null } : { ...state, ...afterShortage(state), dueSince: null, roundCycle: null };
}

/** A round that was left open goes on with the sources not tried yet; one that never reached the gateway is begun anew. */
function roundToPay(company: OpenCompany, state: RechargeStateRecord, cycle: number): Pick<RechargeStateRecord, 'roundCycle' | 'nextTryCycle'> {
  const goesOn = state.roundCycle !== null && !triedInRound(company, state.accountId, state.roundCycle).includes('notReceived');
  return goesOn ? { roundCycle: state.roundCycle, nextTryCycle: state.nextTryCycle } : { roundCycle: cycle, nextTryCycle: cycle };
}
