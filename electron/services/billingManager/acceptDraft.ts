import type { z } from 'zod';
import type { acceptOutcome, billingManagerContracts } from '../../../shared/contracts/billingManager.ts';
import { CAPABILITY_NAMES } from '../../../shared/values/capabilities.ts';
import { canPay, fundingSourceLabel } from '../../domain/fundingSource.ts';
import { Decimal } from '../../domain/money.ts';
import { dollars } from '../attention/words.ts';
import type { AutomaticChargingService } from '../charges/automaticCharging.ts';
import type { BillingDateService } from '../charges/billingDateService.ts';
import { applyEffectTx } from '../charges/chargeEffect.ts';
import type { ChargeOutcome, ChargeService } from '../charges/chargeService.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import { tellReceiptsSoon } from '../place/tellReceipts.ts';
import type { OpenCompany, SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { AccountRecord, CommandRecord, FundingSourceRecord } from '../ports/records.ts';
import type { Refusal } from '../../../shared/errors.ts';
import { refuse } from '../refusals.ts';
import { draftEffect } from './draftEffect.ts';
import { requireOperatorName } from './operatorName.ts';
import { planDraft } from './previewDraft.ts';
import type { PlannedDraft } from './previewDraft.ts';

export type AcceptInput = z.output<(typeof billingManagerContracts)['billingManager.accept']['input']>;
export type AcceptOutcome = z.output<typeof acceptOutcome>;

export interface AcceptNeeds {
  readonly clock: Clock;
  readonly publish: Publish;
  readonly charges: ChargeService;
  readonly billingDates: BillingDateService;
  readonly automaticCharging: Pick<AutomaticChargingService, 'requireNothingWaits'>;
}

const ROUTE = 'billingManager.accept';

/** Kept in place of an outcome where a charge of the same id tells it. */
export const AS_THE_CHARGE_ENDED = '"charge"';

/**
 * Carries out one Accept (SPEC section 2). The command id is the wish: repeated, it answers the same and does nothing
 * again, also after a crash. Reached billing dates are run first. Where something is to be paid the charge is saved,
 * sent, and on approval everything is written in one transaction; otherwise all is written at once.
 */
export async function acceptDraft(needs: AcceptNeeds, company: SignedInCompany, input: AcceptInput): Promise<AcceptOutcome> {
  const repeated = await outcomeOfRepeated(needs, company, input);
  if (repeated !== null) return repeated;
  needs.automaticCharging.requireNothingWaits(company, input.accountId);
  const before = company.file.accounts.byId(input.accountId);
  // What is refused whatever the account is like charges no bill first.
  requireOwn(company, input, before);
  await needs.billingDates.runReached(company, input.accountId);
  const after = company.file.accounts.byId(input.accountId);

  const now = needs.clock.now();
  const planned = planDraft(company.file, input.accountId, input.draft, now);
  requireAcceptable(company, planned, input, before === null || before.nextBillingDate === after?.nextBillingDate ? null : before);
  const effect = draftEffect(planned, { operatorId: company.operator.id, who: requireOperatorName(company.operator, input) });
  const command = (outcome: string): CommandRecord => commandToKeep(ROUTE, input, outcome, now);

  if (new Decimal(effect.total).isZero()) {
    const outcome = company.file.write((tx) => {
      const receiptNumber = applyEffectTx(tx, company.file, effect, { now, today: planned.snapshot.today, fundingSource: 'No payment', chargeId: null });
      const made: AcceptOutcome = { status: 'accepted', receiptNumber, total: effect.total };
      company.file.commands.insertTx(tx, command(JSON.stringify(made)));
      return made;
    });
    needs.publish(['accounts', 'receipts', 'activity']);
    await tellReceiptsSoon(company);
    return outcome;
  }
  const source = requireFundingSource(company.file, { accountId: planned.snapshot.account.id, today: planned.snapshot.today }, input.fundingSourceId);
  const outcome = await needs.charges.charge(company, { id: input.commandId, source, effect, command: command(AS_THE_CHARGE_ENDED) });
  return toAcceptOutcome(outcome);
}

/** As windows are told: a payment that never arrived is one more reason for which nothing was charged. */
export function toAcceptOutcome(outcome: ChargeOutcome): AcceptOutcome {
  return outcome.status === 'notReceived'
    ? { status: 'declined', reason: 'The payment never arrived. Nothing was charged.', fundingSource: outcome.fundingSource }
    : outcome;
}

/** The answer to a wish that was carried out, or at least sent, before; null for a new one. */
async function outcomeOfRepeated(needs: AcceptNeeds, company: OpenCompany, input: AcceptInput): Promise<AcceptOutcome | null> {
  const outcome = repeatedCommand(company.file, ROUTE, input);
  if (outcome === null) return null;
  if (outcome === AS_THE_CHARGE_ENDED) return toAcceptOutcome(await needs.charges.settle(company, input.commandId));
  // Written by `acceptDraft` above in this same shape.
  return JSON.parse(outcome) as AcceptOutcome;
}

/** What the operator, the name typed and the draft alone decide. */
function requireOwn(company: SignedInCompany, input: AcceptInput, account: AccountRecord | null): void {
  requireCapabilities(company, input);
  if (account !== null && account.revision !== input.revision) {
    throw refuse('CHANGED_SINCE_OPENED', '/revision', 'The account was changed since you opened it. Nothing of the draft was saved.', { revision: account.revision });
  }
  const { quantities, assignments, products } = input.draft;
  if (Object.keys(quantities).length + assignments.length + products.length === 0) throw nothingToAccept();
  requireOperatorName(company.operator, input);
}

function nothingToAccept(): Refusal {
  return refuse('NOTHING_TO_ACCEPT', '/draft', 'Nothing is changed, so there is nothing to accept.');
}

/** Each part of a draft needs its own capability: one may assign licenses without the right to buy, and buy without assigning (SPEC section 15). */
function requireCapabilities({ capabilities }: SignedInCompany, { draft }: AcceptInput): void {
  const parts = [
    { part: 'quantities', used: Object.keys(draft.quantities).length > 0, needs: 'changeQuantities' },
    { part: 'assignments', used: draft.assignments.length > 0, needs: 'assignLicenses' },
    { part: 'products', used: draft.products.length > 0, needs: 'changeQuantities' },
  ] as const;
  const lacking = parts.find(({ used, needs }) => used && !capabilities.has(needs));
  if (lacking === undefined) return;
  throw refuse('NOT_ALLOWED', `/draft/${lacking.part}`, `Your permission group does not allow this: ${CAPABILITY_NAMES[lacking.needs]}.`);
}

/** `beforeBill`: the account before its billing date was run by this very Accept, or null. */
function requireAcceptable(company: SignedInCompany, { snapshot: { account }, plan, preview }: PlannedDraft, input: AcceptInput, beforeBill: AccountRecord | null): void {
  const { file } = company;
  const { shown } = input;
  if (file.charges.openOf(account.id) !== null) {
    throw refuse('CHARGE_OPEN', '', 'A payment of this account is not settled yet. Nothing else can be charged until it is.');
  }
  const billMade = beforeBill === null ? '' : `The billing date ${beforeBill.nextBillingDate} was reached, and its bill was made first. `;
  // Where the bill is all that changed, it is known below whether that changes what was shown.
  const changedByBill = beforeBill !== null && input.revision === beforeBill.revision && shown !== undefined;
  if (input.revision !== account.revision && !changedByBill) {
    const why = beforeBill === null ? 'The account was changed since you opened it.' : `${billMade}What is shown was of before it.`;
    throw refuse('CHANGED_SINCE_OPENED', '/revision', `${why} Nothing of the draft was saved.`, {
      revision: account.revision,
    });
  }
  const changes = plan.changes.length + plan.assignments.changes.length + input.draft.products.length;
  if (changes === 0) throw nothingToAccept();
  // Cuts, assignments and products may still be accepted (SPEC section 4).
  const raised = plan.changes.find(({ from, to }) => to > from);
  const [owed] = raised === undefined ? [] : file.bills.owedBy(account.id);
  if (raised !== undefined && owed !== undefined) {
    throw refuse(
      'PAST_DUE',
      `/draft/quantities/${raised.license.type}`,
      `The bill of ${owed.billingDate} is not paid. Until it is, quantities can be lowered, not raised.`,
    );
  }
  const problem = preview.problems[0];
  if (problem !== undefined) throw refuse(problem.code, problem.path, problem.message, problem.details);
  if (shown !== undefined && (shown.chargedNow !== preview.chargedNow.total || shown.monthly !== preview.recurring.total)) {
    throw refuse('CHANGED_SINCE_OPENED', '/shown', `${billMade === '' ? 'Another day has begun since these amounts were shown' : `${billMade}What was shown was of before it`}: charged now is ${dollars(preview.chargedNow.total)}, each month ${dollars(preview.recurring.total)}.`);
  }
}

/** The source that an operator chose to pay with. Refuses with NO_FUNDING_SOURCE one that is missing, another account's, or cannot pay on that day. */
export function requireFundingSource(file: DataFile, { accountId, today }: { readonly accountId: number; readonly today: string }, chosen: number | undefined): FundingSourceRecord {
  const path = '/fundingSourceId';
  if (chosen === undefined) throw refuse('NO_FUNDING_SOURCE', path, 'Choose the funding source that pays.');
  const source = file.fundingSources.byAccount(accountId).find(({ id }) => id === chosen);
  if (source === undefined) throw refuse('NO_FUNDING_SOURCE', path, 'This funding source does not belong to the account.');
  if (!canPay(source, today)) throw refuse('NO_FUNDING_SOURCE', path, `${fundingSourceLabel(source)} cannot pay any more. Choose another.`);
  return source;
}
