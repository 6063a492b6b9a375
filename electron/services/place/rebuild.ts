import { cycleNumber } from '../../domain/chargeCycle.ts';
import { applyEffectTx } from '../charges/chargeEffect.ts';
import type { ChargeEffect, EffectMoment } from '../charges/chargeEffect.ts';
import { effectToKeep } from '../charges/keptEffect.ts';
import { billingFacts, enterBillTx, makeBill } from '../charges/makeBill.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { RecordedPayment } from '../ports/outside.ts';
import type { UserRecord } from '../ports/records.ts';
import type { Tx } from '../ports/transaction.ts';
import { compareWithGateway } from './differences.ts';
import type { MissingReceipt } from './differences.ts';

export interface Rebuilding {
  readonly operator: UserRecord;
  /** Epoch milliseconds, for the activity. */
  readonly now: number;
}

/**
 * Brings the file up to the gateway's record (SPEC section 8): each missing receipt with what it bought, under its
 * number, date and hash, in a transaction of its own, the oldest first. Broken off, it goes on where it was. What only
 * the file knew stays lost: assignments, users, settings. Windows get their turn between two receipts. Returns how many
 * receipts were rebuilt.
 */
export async function rebuildFromGateway(company: OpenCompany, by: Rebuilding): Promise<number> {
  const { file } = company;
  await endOpenCharges(company, by.now);
  const { receipts, payments } = await compareWithGateway(company);
  const inOrder = [...receipts.filter(({ underItsNumber }) => underItsNumber), ...receipts.filter(({ underItsNumber }) => !underItsNumber)];
  for (const missing of inOrder) {
    file.write((tx) => {
      rebuildTx(tx, file, missing, by);
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  for (const { payment, effect, inFile } of payments) {
    if (effect === null || inFile || file.charges.openOf(effect.accountId) !== null) continue;
    // Asked about at the next beat like any other payment whose answer was lost.
    file.write((tx) => {
      insertChargeTx(tx, file, payment, enteredBillTx(tx, file, effect, payment.at));
    });
  }
  return receipts.length;
}

/** Charges that the file has as open and the gateway declined: later charges of their accounts need the place. */
async function endOpenCharges({ file, gateway }: OpenCompany, now: number): Promise<void> {
  for (const { id, state } of file.charges.open()) {
    const fate = await gateway.whatBecameOf(id);
    if (fate.status !== 'declined') continue;
    file.write((tx) => {
      file.charges.setStateTx(tx, id, { state: state === 'pending' ? 'returned' : 'declined', reason: fate.reason, at: now });
    });
  }
}

function rebuildTx(tx: Tx, file: DataFile, { told, payment, effect: bought, underItsNumber }: MissingReceipt, { operator, now }: Rebuilding): void {
  const effect = enteredBillTx(tx, file, bought, told.issuedAt);
  const { chargeId } = told;
  if (chargeId !== null && payment !== null && file.charges.byId(chargeId) === null) insertChargeTx(tx, file, payment, effect);
  const moment: EffectMoment = {
    now: told.issuedAt,
    today: told.date,
    fundingSource: told.fundingSource,
    chargeId,
    enteredAs: { at: now, operatorId: operator.id, who: `${operator.firstName} ${operator.lastName}`, what: `Rebuilt from the gateway's record: ${effect.what}` },
  };
  const receiptNumber = applyEffectTx(tx, file, underItsNumber ? withoutPeople(effect) : moneyAlone(effect), moment);
  if (chargeId !== null) file.charges.setStateTx(tx, chargeId, { state: 'approved', at: told.issuedAt, ...(receiptNumber === null ? {} : { receiptNumber }) });
}

/** Users may be others by now than those the effect names. */
function withoutPeople(effect: ChargeEffect): ChargeEffect {
  return { ...effect, assignments: [] };
}

/** Of a copy that went its own way: quantities and settings as they would be are not this file's. */
function moneyAlone({ recharge: _settings, ...effect }: ChargeEffect): ChargeEffect {
  return { ...withoutPeople(effect), licenses: [] };
}

function insertChargeTx(tx: Tx, file: DataFile, payment: RecordedPayment, effect: ChargeEffect): void {
  file.charges.insertTx(tx, {
    id: payment.id,
    accountId: effect.accountId,
    kind: effect.kind,
    total: effect.total,
    fundingSourceId: sourceTx(tx, file, payment, effect.accountId),
    createdAt: payment.at,
    effect: effectToKeep(effect),
    commandId: null,
  });
}

/** The source that paid; one that was added since is entered as removed, for the gateway tells no more of it than its receipt. */
function sourceTx(tx: Tx, file: DataFile, { source, at }: RecordedPayment, accountId: number): number {
  if (source === null) throw new Error('The gateway does not tell what paid.');
  const found = file.fundingSources.idOf(accountId, source);
  if (found !== null) return found;
  const position = Math.max(0, ...file.fundingSources.byAccount(accountId).map((each) => each.position)) + 1;
  const expires = source.kind === 'card' ? new Date(at).toISOString().slice(0, 7) : null;
  const id = file.fundingSources.insertTx(tx, { accountId, ...source, position, expires, holder: 'Not known' });
  file.fundingSources.removeTx(tx, id, at);
  return id;
}

/**
 * Where the effect pays a bill: enters the account's bills up to that date, as the billing dates did that the file has
 * not run, this one with the lines that were paid. Returns the effect without the bill where another payment has paid it.
 */
function enteredBillTx(tx: Tx, file: DataFile, effect: ChargeEffect, at: number): ChargeEffect {
  const { billingDate, ...rest } = effect;
  if (billingDate === undefined) return effect;
  const facts = billingFacts(file, null);
  let account = file.accounts.byId(effect.accountId);
  while (account !== null && account.nextBillingDate <= billingDate) {
    const made = makeBill(facts, account, file.licenses.byAccount(account.id));
    const entered = made.billingDate === billingDate ? { ...made, effect } : made;
    enterBillTx(tx, file, entered, { now: at, cycle: cycleNumber(at) });
    if (entered.effect.lines.length === 0) file.bills.setPaidTx(tx, account.id, entered.billingDate);
    account = file.accounts.byId(effect.accountId);
  }
  return file.bills.byDate(effect.accountId, billingDate)?.state === 'owed' ? effect : rest;
}
