import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { addDays, localDay } from '../../domain/localTime.ts';
import { effectiveQuantity, withUnitsAdded } from '../../domain/quantityChange.ts';
import { firstPeriod, isUncharged, newAccountTx, termsChanges } from '../accounts/newAccount.ts';
import { applyEffectTx } from '../charges/chargeEffect.ts';
import type { ChargeEffect, EffectMoment } from '../charges/chargeEffect.ts';
import type { ChargeService } from '../charges/chargeService.ts';
import { effectToKeep } from '../charges/keptEffect.ts';
import { billingFacts, enterBillTx, makeBill } from '../charges/makeBill.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { RecordedPayment } from '../ports/outside.ts';
import type { ServiceLicenseRecord, UserRecord } from '../ports/records.ts';
import type { Tx } from '../ports/transaction.ts';
import { refuse } from '../refusals.ts';
import { compareWithGateway, isInFile, unitsBought } from './differences.ts';
import type { Differences, MissingReceipt, RebuiltAs } from './differences.ts';

export interface Rebuilding {
  readonly charges: Pick<ChargeService, 'settle'>;
  readonly operator: UserRecord;
  /** Epoch milliseconds, for the activity. */
  readonly now: number;
}

/**
 * Brings the file up to the gateway's record (SPEC section 8): each missing receipt with what it bought, under its
 * number, date and hash, in a transaction of its own, the oldest first. Broken off, it goes on where it was. What only
 * the file knew stays lost: assignments, users, settings. Windows get their turn between two receipts. Returns how many
 * receipts were rebuilt. Refuses with CHARGE_OPEN where a payment cannot be entered yet: unknown to the file, the same
 * would be charged again.
 */
export async function rebuildFromGateway(held: OpenCompany, by: Rebuilding): Promise<number> {
  // Nothing that is asked about here waits for an operator: one has looked.
  const company = { ...held, held: null };
  const { file } = company;
  const differences = await withPlaces(company, by);
  const { receipts, payments } = differences;
  const known = missingBills(differences);
  let rebuilt = 0;
  for (const missing of receipts) {
    if (file.write((tx) => rebuildTx(tx, file, missing, known, by))) rebuilt += 1;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  for (const { payment, effect, inFile } of payments) {
    if (effect === null || inFile || file.charges.byId(payment.id) !== null) continue;
    await freePlace(company, by, effect.accountId);
    // Asked about at the next beat like any other payment whose answer was lost.
    file.write((tx) => {
      accountTx(tx, file, effect, payment.at, by);
      const entered = enteredBillTx(tx, file, effect, known, payment.at);
      insertChargeTx(tx, file, payment, fits(file, entered) ? entered : asRebuilt(file, entered, 'added'));
    });
  }
  return rebuilt;
}

/** What differs, once no open charge holds the one place of an account that a missing payment needs. */
async function withPlaces(company: OpenCompany, by: Rebuilding): Promise<Differences> {
  const { file, gateway } = company;
  for (const { id } of file.charges.open()) {
    const { status } = await gateway.whatBecameOf(id);
    if (status === 'declined' || status === 'notReceived') await by.charges.settle(company, id);
  }
  const differences = await compareWithGateway(company);
  const rebuilt = new Set(differences.receipts.map(({ told }) => told.chargeId));
  const wanted = new Set([
    ...differences.receipts.flatMap(({ told, effect }) => (told.chargeId !== null && file.charges.byId(told.chargeId) === null ? [effect.accountId] : [])),
    ...differences.payments.flatMap(({ effect, inFile }) => (effect !== null && !inFile ? [effect.accountId] : [])),
  ]);
  const inTheWay = file.charges.open().filter(({ id, accountId }) => wanted.has(accountId) && !rebuilt.has(id));
  if (inTheWay.length === 0) return differences;
  for (const { accountId } of inTheWay) await freePlace(company, by, accountId);
  // Their receipts took numbers.
  return compareWithGateway(company);
}

/** Ends the account's open charge as the gateway did. Refuses with CHARGE_OPEN where it has not, or does not answer. */
async function freePlace(company: OpenCompany, { charges }: Rebuilding, accountId: number): Promise<void> {
  const { file } = company;
  const open = file.charges.openOf(accountId);
  if (open !== null) await charges.settle(company, open.id);
  if (file.charges.openOf(accountId) === null) return;
  const name = file.accounts.byId(accountId)?.name ?? '';
  throw refuse('CHARGE_OPEN', '', `${name}: a payment is not settled yet, and the gateway has another one that can only be entered after it. Automatic charging stays off; try again once it is settled.`);
}

/** False: it is there by now. */
function rebuildTx(tx: Tx, file: DataFile, missing: MissingReceipt, known: MissingBills, by: Rebuilding): boolean {
  const { operator, now } = by;
  const { told, payment } = missing;
  if (isInFile(file, told)) return false;
  accountTx(tx, file, missing.effect, told.issuedAt, by);
  const effect = enteredBillTx(tx, file, missing.effect, known, told.issuedAt);
  const { chargeId } = told;
  if (chargeId !== null && payment !== null && file.charges.byId(chargeId) === null) insertChargeTx(tx, file, payment, effect);
  const moment: EffectMoment = {
    now: told.issuedAt,
    today: told.date,
    fundingSource: told.fundingSource,
    chargeId,
    enteredAs: { at: now, operatorId: operator.id, who: `${operator.firstName} ${operator.lastName}`, what: `Rebuilt from the gateway's record: ${effect.what}` },
  };
  const receiptNumber = applyEffectTx(tx, file, asRebuilt(file, effect, missing.rebuilt), moment);
  if (chargeId !== null) file.charges.setStateTx(tx, chargeId, { state: 'approved', at: told.issuedAt, ...(receiptNumber === null ? {} : { receiptNumber }) });
  return true;
}

/**
 * Enters the account, where the file was copied before there was one, in the period that the effect is for; and the name and
 * billing day of one that was copied before its first charge, until which they can be changed.
 */
function accountTx(tx: Tx, file: DataFile, { accountId: id, account, billingDate }: ChargeEffect, at: number, { operator, now }: Rebuilding): void {
  if (account === undefined) return;
  const { billingDay } = account;
  const known = file.accounts.byId(id);
  if (known !== null && ((known.name === account.name && known.billingDay === billingDay) || !isUncharged(file, id))) return;
  const names = new Set(file.accounts.all().flatMap((each) => (each.id === id ? [] : [each.name.toLowerCase()])));
  let name = account.name;
  for (let number = 2; names.has(name.toLowerCase()); number += 1) name = `${account.name} ${number}`;
  const day = billingDate === undefined ? localDay(at, file.company.timeZone) : addDays(billingDate, -1);
  if (known === null) newAccountTx(tx, file, { id, name, billingDay, primary: false }, day);
  else {
    const run = file.bills.lastDate(id) ?? '';
    file.accounts.setTermsTx(tx, id, { name, billingDay, ...(known.billingDay === billingDay ? { periodStart: known.periodStart, nextBillingDate: known.nextBillingDate } : firstPeriod(run > day ? run : day, billingDay)) });
    file.accounts.touchTx(tx, id);
  }
  file.activity.appendTx(tx, {
    at: now,
    operatorId: operator.id,
    who: `${operator.firstName} ${operator.lastName}`,
    what: `Rebuilt from the gateway's record: the billing account ${name}`,
    accountId: id,
    changes: known === null ? [{ label: 'Billing day', before: null, after: String(billingDay) }] : termsChanges(known, file.accounts.byId(id) ?? known),
  });
}

/** True where each quantity that changes is what it was when that was bought. */
function fits(file: DataFile, effect: ChargeEffect): boolean {
  const known = file.licenses.byAccount(effect.accountId);
  return effect.licenses.every(({ type }) => {
    const before = effect.changes.find(({ label }) => label === LICENSE_TYPE_TEXT[type].name)?.before;
    const license = known.find((each) => each.type === type);
    return before === undefined || before === String(license === undefined ? 0 : effectiveQuantity(license));
  });
}

/** Users may be others by now than those the effect names. Quantities and settings as they would be are not those of a file that went its own way. */
function asRebuilt(file: DataFile, effect: ChargeEffect, rebuilt: RebuiltAs): ChargeEffect {
  const units = unitsBought(effect);
  // A receipt of zero tells what was bought by its lines alone.
  if (rebuilt === 'asItWas' && fits(file, effect) && (effect.licenses.length > 0 || units.size === 0)) return { ...effect, assignments: [], changes: effect.changes.slice(0, effect.changes.length - effect.assignments.length) };
  const raised = rebuilt === 'alone' ? [] : file.licenses.byAccount(effect.accountId).filter(({ type }) => units.has(type));
  const licenses = raised.map((license) => ({ ...license, ...withUnitsAdded(license, units.get(license.type) ?? 0) }));
  return {
    ...withoutSettings(effect),
    assignments: [],
    licenses,
    changes: raised.map(({ type, quantity }, index) => ({ label: LICENSE_TYPE_TEXT[type].name, before: String(quantity), after: String(licenses[index]?.quantity ?? quantity) })),
  };
}

function withoutSettings({ recharge: _settings, ...effect }: ChargeEffect): ChargeEffect {
  return effect;
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
 * Enters the account's bills up to that of the effect, or up to the period in which its licenses were bought, as the
 * billing dates did that the file has not run. Of one whose receipt comes later in the list, for its number is taken, the
 * record says what it billed. Bills are paid the oldest first, and licenses bought where none is owed: so any other had
 * nothing to bill. The quantities of a bill are those of its period. Returns the effect without the bill where another
 * payment has paid it.
 */
function enteredBillTx(tx: Tx, file: DataFile, effect: ChargeEffect, missing: MissingBills, at: number): ChargeEffect {
  const { billingDate, ...rest } = effect;
  const upTo = billingDate ?? (effect.kind === 'licensesAdded' ? effect.receiptPeriod.start : '');
  const facts = billingFacts(file);
  let account = file.accounts.byId(effect.accountId);
  while (account !== null && account.nextBillingDate <= upTo) {
    const known = file.licenses.byAccount(account.id);
    const billed = account.nextBillingDate === billingDate ? effect : (missing.get(billKey(account.id, account.nextBillingDate)) ?? null);
    const licenses = known.map((license) => billedAs(license, billed));
    const made = makeBill(facts, account, licenses);
    const others = licenses.filter(({ quantity }, index) => quantity !== known[index]?.quantity);
    const changes = others.map(({ type, quantity }) => ({ label: LICENSE_TYPE_TEXT[type].name, before: String(known.find((license) => license.type === type)?.quantity ?? 0), after: String(quantity) }));
    enterBillTx(
      tx,
      file,
      { ...made, effect: billed ?? { ...made.effect, lines: [], total: '0.00' }, changed: licenses, activity: { ...made.activity, changes: [...made.activity.changes, ...changes] } },
      { now: at, cycle: cycleNumber(at) },
    );
    if (billed === null) file.bills.setPaidTx(tx, account.id, made.billingDate);
    account = file.accounts.byId(effect.accountId);
  }
  if (billingDate === undefined) return effect;
  return file.bills.byDate(effect.accountId, billingDate)?.state === 'owed' ? effect : rest;
}

/** What the record has of bills that the file lacks, by account and billing date. */
type MissingBills = ReadonlyMap<string, ChargeEffect>;

function missingBills({ receipts, payments }: Differences): MissingBills {
  const effects = [...receipts, ...payments].flatMap(({ effect }) => effect ?? []);
  return new Map(effects.flatMap((effect) => (effect.billingDate === undefined ? [] : [[billKey(effect.accountId, effect.billingDate), effect] as const])));
}

function billKey(accountId: number, billingDate: string): string {
  return `${accountId} ${billingDate}`;
}

/** A license with the quantity that a bill names; without a bill, none. */
function billedAs(license: ServiceLicenseRecord, bill: ChargeEffect | null): ServiceLicenseRecord {
  const quantity = bill?.lines.find(({ product }) => product === license.type)?.quantity ?? 0;
  return { ...license, quantity, paidThisPeriod: quantity, scheduledQuantity: null };
}
