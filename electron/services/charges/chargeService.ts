import { assertNever } from '../../../shared/values/assertNever.ts';
import { formatReceiptNumber } from '../../../shared/values/receiptNumber.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { fundingSourceLabel } from '../../domain/fundingSource.ts';
import { localDay } from '../../domain/localTime.ts';
import { afterSourceChange, FAILED_CYCLES_UNTIL_PAUSE } from '../../domain/retryAfterDecline.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { Tx } from '../ports/transaction.ts';
import type { Clock, PaymentFate, Publish, Tell } from '../ports/outside.ts';
import type { ChargeRecord, ChargeState } from '../ports/charging.ts';
import type { ActivityChange, CommandRecord, FundingSourceRecord } from '../ports/records.ts';
import { dollars } from '../attention/words.ts';
import { refuse } from '../refusals.ts';
import { endRechargePauseTx } from '../minutes/rechargePause.ts';
import { stampDueTx } from '../minutes/stampDue.ts';
import { applyEffectTx, returnedTx } from './chargeEffect.ts';
import type { ChargeEffect } from './chargeEffect.ts';
import { effectToKeep, purchaseOf, readEffect } from './keptEffect.ts';
import { requireLooked } from '../place/requireLooked.ts';
import { tellReceiptsSoon } from '../place/tellReceipts.ts';

/** How a charge ended, or that it has not yet. */
export type ChargeOutcome =
  | { readonly status: 'accepted'; readonly receiptNumber: number | null; readonly total: string }
  | { readonly status: 'declined'; readonly reason: string; readonly fundingSource: string }
  | { readonly status: 'beingChecked'; readonly chargeId: string; readonly total: string }
  | { readonly status: 'pending'; readonly chargeId: string; readonly total: string }
  /** The gateway never got it: nothing was charged and nothing changed. */
  | { readonly status: 'notReceived'; readonly fundingSource: string };

export interface ChargeService {
  /** Saves the charge, then sends it, then writes what follows from the answer (SPEC sections 2 and 8). */
  readonly charge: (company: OpenCompany, charge: ChargeToSend) => Promise<ChargeOutcome>;
  /** The first half of `charge`, for several at once: one transaction writes what the work writes, and the charges it names. */
  readonly save: (company: OpenCompany, work: (tx: Tx) => readonly ChargeToSend[]) => readonly ChargeToSend[];
  /** The second half, for a charge that was saved. */
  readonly send: (company: OpenCompany, charge: ChargeToSend) => Promise<ChargeOutcome>;
  /** Asks the gateway about an open charge and writes what follows. Nothing is sent a second time. */
  readonly settle: (company: OpenCompany, chargeId: string) => Promise<ChargeOutcome>;
}

export interface ChargeToSend {
  readonly id: string;
  readonly source: FundingSourceRecord;
  readonly effect: ChargeEffect;
  /** The operator's wish, kept in the same transaction as the charge; null for what the system does by itself. */
  readonly command: CommandRecord | null;
}

/** The moments of a charge between which a crash must lose and double nothing; tests stop the process at each. */
export type ChargeStep = 'beforeSaving' | 'whileSaving' | 'saved' | 'answered' | 'whileFinishing' | 'finished';

export interface ChargeServiceNeeds {
  readonly clock: Clock;
  readonly publish: Publish;
  /** Hears of what was charged without an operator. */
  readonly tell: Tell;
  /** Hears of each step; for tests. */
  readonly onStep?: (step: ChargeStep) => void;
}

export function createChargeService(needs: ChargeServiceNeeds): ChargeService {
  const onStep = needs.onStep ?? ((): void => undefined);

  const saveTx = (tx: Tx, { file }: OpenCompany, { id, source, effect, command }: ChargeToSend): void => {
    file.charges.insertTx(tx, {
      id,
      accountId: effect.accountId,
      kind: effect.kind,
      total: effect.total,
      fundingSourceId: source.id,
      createdAt: needs.clock.now(),
      effect: effectToKeep(effect),
      commandId: command?.id ?? null,
    });
    if (command !== null) file.commands.insertTx(tx, command);
  };

  const save = (company: OpenCompany, work: (tx: Tx) => readonly ChargeToSend[]): readonly ChargeToSend[] => {
    requireLooked(company);
    onStep('beforeSaving');
    const saved = company.file.write((tx) => {
      const charges = work(tx);
      for (const charge of charges) saveTx(tx, company, charge);
      onStep('whileSaving');
      return charges;
    });
    onStep('saved');
    return saved;
  };

  const send = async (company: OpenCompany, { id, source, effect }: ChargeToSend): Promise<ChargeOutcome> => {
    const { kind, institution, lastFour } = source;
    // A gateway that fails is one that was not heard: whether it charged is asked later, never assumed.
    const answer = await company.gateway
      .charge({ id, amount: effect.total, source: { kind, institution, lastFour }, purchase: purchaseOf(company.file, effect) })
      .catch(() => ({ status: 'unreachable' as const }));
    return finishAndTell(company, id, 'sent', answer);
  };

  const finish = (company: OpenCompany, id: string, before: ChargeState, fate: PaymentFate): ChargeOutcome => {
    const { file } = company;
    onStep('answered');
    const { charge, ended, outcome } = file.write((tx) => {
      const found = chargeById(company, id);
      // Another asker may have ended it while the gateway was answering this one.
      const already = endedOutcome(company, found);
      const made = already ?? writeFateTx(tx, company, found, fate, needs.clock.now());
      onStep('whileFinishing');
      return { charge: found, ended: already !== null, outcome: made };
    });
    onStep('finished');
    if (outcome.status !== before) needs.publish(['accounts', 'receipts', 'activity']);
    if (!ended && outcome.status === 'accepted') tellCharged(needs.tell, company, charge, outcome.receiptNumber);
    return outcome;
  };

  const finishAndTell = async (company: OpenCompany, id: string, before: ChargeState, fate: PaymentFate): Promise<ChargeOutcome> => {
    const outcome = finish(company, id, before, fate);
    if (outcome.status === 'accepted') await tellReceiptsSoon(company);
    return outcome;
  };

  return {
    save,
    send,
    charge: (company, charge) => {
      save(company, () => [charge]);
      return send(company, charge);
    },
    settle: async (company, chargeId) => {
      const charge = chargeById(company, chargeId);
      const ended = endedOutcome(company, charge);
      if (ended !== null) return ended;
      requireLooked(company);
      const fate = await company.gateway.whatBecameOf(chargeId).catch(() => ({ status: 'unreachable' as const }));
      return finishAndTell(company, chargeId, charge.state, fate);
    },
  };
}

function chargeById({ file }: OpenCompany, id: string): ChargeRecord {
  const charge = file.charges.byId(id);
  if (charge === null) throw refuse('NOT_FOUND', '', 'This payment is not in the data file.');
  return charge;
}

function sourceLabel({ file }: OpenCompany, charge: ChargeRecord): string {
  const source = file.fundingSources.byId(charge.fundingSourceId);
  return source === null ? 'the funding source' : fundingSourceLabel(source);
}

function endedOutcome(company: OpenCompany, charge: ChargeRecord): ChargeOutcome | null {
  const fundingSource = sourceLabel(company, charge);
  switch (charge.state) {
    case 'approved':
      return { status: 'accepted', receiptNumber: charge.receiptNumber, total: charge.total };
    case 'declined':
    case 'returned':
      return { status: 'declined', reason: charge.reason ?? 'The payment was declined.', fundingSource };
    case 'notReceived':
      return { status: 'notReceived', fundingSource };
    case 'sent':
    case 'beingChecked':
    case 'pending':
      return null;
    default:
      return assertNever(charge.state);
  }
}

function writeFateTx(tx: Tx, company: OpenCompany, charge: ChargeRecord, fate: PaymentFate, now: number): ChargeOutcome {
  const { file } = company;
  const fundingSource = sourceLabel(company, charge);
  const { id, total } = charge;
  switch (fate.status) {
    case 'approved': {
      const today = localDay(now, file.company.timeZone);
      const receiptNumber = applyEffectTx(tx, file, readEffect(file, charge), { now, today, fundingSource, chargeId: id });
      // A purchase that succeeds ends a pause (SPEC section 7).
      if (charge.kind !== 'recurring') {
        file.bills.setRetriesTx(tx, charge.accountId, FAILED_CYCLES_UNTIL_PAUSE, afterSourceChange(cycleNumber(now)));
        endRechargePauseTx(tx, file, charge.accountId, cycleNumber(now));
      }
      file.charges.setStateTx(tx, id, { state: 'approved', at: now, ...(receiptNumber === null ? {} : { receiptNumber }) });
      return { status: 'accepted', receiptNumber, total };
    }
    case 'declined': {
      const state = charge.state === 'pending' ? 'returned' : 'declined';
      file.charges.setStateTx(tx, id, { state, reason: fate.reason, at: now });
      // What was counted while it was pending is not coming: the balance has been too low since it was sent.
      if (state === 'returned') {
        stampDueTx(tx, file, charge.accountId, charge.createdAt, now);
        returnedTx(tx, file, readEffect(file, charge));
      }
      if (fate.hard) file.fundingSources.setRefusedTx(tx, charge.fundingSourceId);
      noteTx(tx, company, charge, now, `Payment of $${total} by ${fundingSource} was ${state}: ${fate.reason}`, fate.hard ? [{ label: fundingSource, before: 'can pay', after: 'is not used until it is replaced' }] : []);
      return { status: 'declined', reason: fate.reason, fundingSource };
    }
    case 'pending':
      if (charge.state !== 'pending') {
        file.charges.setStateTx(tx, id, { state: 'pending', at: now });
        noteTx(tx, company, charge, now, `Payment of $${total} by ${fundingSource} is pending`);
      }
      return { status: 'pending', chargeId: id, total };
    case 'unreachable':
      if (charge.state === 'sent') {
        file.charges.setStateTx(tx, id, { state: 'beingChecked', at: now });
        noteTx(tx, company, charge, now, `Payment of $${total} by ${fundingSource} got no answer and is being checked`);
      }
      return charge.state === 'pending' ? { status: 'pending', chargeId: id, total } : { status: 'beingChecked', chargeId: id, total };
    case 'notReceived':
      file.charges.setStateTx(tx, id, { state: 'notReceived', at: now });
      noteTx(tx, company, charge, now, `Payment of $${total} by ${fundingSource} never arrived: nothing was charged`);
      return { status: 'notReceived', fundingSource };
    default:
      return assertNever(fate);
  }
}

function tellCharged(tell: Tell, { file }: OpenCompany, charge: ChargeRecord, receiptNumber: number | null): void {
  const { operatorId, billingDate } = readEffect(file, charge);
  if (operatorId !== null) return;
  const whatFor = billingDate === undefined ? 'of dialer minutes' : `for the bill of ${billingDate}`;
  const receipt = receiptNumber === null ? '' : `, receipt ${formatReceiptNumber(receiptNumber)}`;
  const { accountId } = charge;
  tell({ kind: 'charged', accountId, sentence: `${file.accounts.byId(accountId)?.name ?? ''}: ${dollars(charge.total)} ${whatFor}${receipt}` });
}

function noteTx(tx: Tx, { file }: OpenCompany, charge: ChargeRecord, now: number, what: string, changes: readonly ActivityChange[] = []): void {
  const { operatorId, who, accountId } = readEffect(file, charge);
  file.activity.appendTx(tx, { at: now, operatorId, who, what, accountId, changes });
}
