import type { z } from 'zod';
import type { minutesContracts } from '../../../shared/contracts/minutes.ts';
import { AS_THE_CHARGE_ENDED, requireFundingSource, toAcceptOutcome } from '../billingManager/acceptDraft.ts';
import type { AcceptOutcome } from '../billingManager/acceptDraft.ts';
import { requireOperatorName } from '../billingManager/operatorName.ts';
import { applyEffectTx } from '../charges/chargeEffect.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import type { ChargeService } from '../charges/chargeService.ts';
import type { OpenCompany, SignedInCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { CommandRecord } from '../ports/records.ts';
import { requireLooked } from '../place/requireLooked.ts';
import { refuse } from '../refusals.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import { planPurchase } from './planPurchase.ts';

export type PurchaseInput = z.output<(typeof minutesContracts)['minutes.purchase']['input']>;

export interface PurchaseNeeds {
  readonly clock: Clock;
  readonly publish: Publish;
  readonly charges: ChargeService;
}

const ROUTE = 'minutes.purchase';

/**
 * Carries out Purchase Minutes (SPEC sections 2 and 7): an amount, choices for automatic recharge, or both, all of it
 * or nothing. Where something is to be paid the charge is saved, sent, and on approval all is written in one
 * transaction. The command id is the wish: repeated, it answers the same and does nothing again, also after a crash.
 */
export async function purchaseMinutes(needs: PurchaseNeeds, company: SignedInCompany, input: PurchaseInput): Promise<AcceptOutcome> {
  const repeated = await outcomeOfRepeated(needs, company, input);
  if (repeated !== null) return repeated;
  requireLooked(company);
  const { file, operator } = company;
  const now = needs.clock.now();
  const { minutes, preview, effect: planned } = planPurchase(file, input, now);
  const [waits] = preview.problems;
  if (waits !== undefined) throw refuse(waits.code, waits.path, waits.message);
  if (input.revision !== minutes.account.revision) {
    throw refuse('CHANGED_SINCE_OPENED', '/revision', 'The account was changed since you opened it. What is shown now is as it is: look, and try again. Nothing was saved.', { revision: minutes.account.revision });
  }
  if (input.amount === null && planned.recharge === undefined) {
    throw refuse('NOTHING_TO_ACCEPT', '', 'No amount was chosen and no setting changed, so there is nothing to accept.');
  }
  const effect: ChargeEffect = { ...planned, operatorId: operator.id, who: requireOperatorName(operator, input) };
  const command = (outcome: string): CommandRecord => commandToKeep(ROUTE, input, outcome, now);

  if (input.amount === null) {
    const outcome = file.write((tx) => {
      applyEffectTx(tx, file, effect, { now, today: minutes.today, fundingSource: 'No payment', chargeId: null });
      const made: AcceptOutcome = { status: 'accepted', receiptNumber: null, total: effect.total };
      file.commands.insertTx(tx, command(JSON.stringify(made)));
      return made;
    });
    needs.publish(['accounts', 'activity']);
    return outcome;
  }
  const source = requireFundingSource(file, { accountId: input.accountId, today: minutes.today }, input.fundingSourceId);
  return toAcceptOutcome(await needs.charges.charge(company, { id: input.commandId, source, effect, command: command(AS_THE_CHARGE_ENDED) }));
}

/** The answer to a wish that was carried out, or at least sent, before; null for a new one. */
async function outcomeOfRepeated(needs: PurchaseNeeds, company: OpenCompany, input: PurchaseInput): Promise<AcceptOutcome | null> {
  const outcome = repeatedCommand(company.file, ROUTE, input);
  if (outcome === null) return null;
  if (outcome === AS_THE_CHARGE_ENDED) return toAcceptOutcome(await needs.charges.settle(company, input.commandId));
  // Written by `purchaseMinutes` above in this same shape.
  return JSON.parse(outcome) as AcceptOutcome;
}
