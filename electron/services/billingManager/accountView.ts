import type { z } from 'zod';
import type { billingManagerView, fundingSource, openCharge } from '../../../shared/contracts/billingManager.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { planAssignments } from '../../domain/assignmentDraft.ts';
import { cycleStart } from '../../domain/chargeCycle.ts';
import { canPay, fundingSourceLabel, fundingSourceState } from '../../domain/fundingSource.ts';
import { paidUnused } from '../../domain/licenseRules.ts';
import { Decimal, formatMoney, formatPrice } from '../../domain/money.ts';
import { recurringLine } from '../../domain/pricedLine.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import { recurringBill } from '../../domain/recurringBill.ts';
import { storageOutput } from '../companyStorage.ts';
import { isPaused } from '../../domain/retryAfterDecline.ts';
import { counted, listed } from '../attention/words.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import { readEffect } from '../charges/keptEffect.ts';
import { effectOf } from '../charges/payBills.ts';
import { reachedBills } from '../charges/waitingCharges.ts';
import { startingPricesInForce } from '../prices/priceBook.ts';
import { totalExplanation, totalOf } from '../lineOutput.ts';
import type { OpenCompany, SignedInCompany } from '../ports/company.ts';
import type { ChargeRecord } from '../ports/charging.ts';
import { gatherAccount } from './gatherAccount.ts';

export type BillingManagerView = z.output<typeof billingManagerView>;

const PRODUCTS_SHOWN = 50;

/** Everything the Billing Manager window shows of an account at a moment (epoch milliseconds). Refuses with NOT_FOUND. */
export function accountView(company: SignedInCompany, accountId: number, now: number): BillingManagerView {
  const { file, operator } = company;
  const snapshot = gatherAccount(file, accountId, now);
  const { account, today, period, licenses, users, holdings, storage, nextBillingDate } = snapshot;
  const { assigned } = planAssignments(holdings, []);
  const charge = file.charges.openOf(accountId);
  // In a demonstration all are, and it says so.
  const startingPrices = file.company.demonstration ? new Set<string>() : startingPricesInForce(file, snapshot.prices);
  return {
    account: {
      id: account.id,
      name: account.name,
      primary: account.primary,
      pastDue: account.pastDue,
      billingDay: account.billingDay,
      timeZone: file.company.timeZone,
      today,
      nextBillingDate,
      period,
      revision: account.revision,
    },
    operator: { userId: operator.id, firstName: operator.firstName, lastName: operator.lastName },
    licenses: licenses.map((license) => {
      const line = recurringLine(license.type, effectiveQuantity(license), license.recurringPrice, nextBillingDate);
      const holders = assigned.get(license.type) ?? 0;
      return {
        ...LICENSE_TYPE_TEXT[license.type],
        type: license.type,
        quantity: license.quantity,
        scheduledQuantity: license.scheduledQuantity,
        paidThisPeriod: license.paidThisPeriod,
        minimum: license.minimum,
        unitPrice: formatPrice(new Decimal(license.unitPrice)),
        nextPrice: license.recurringPrice === license.unitPrice ? null : formatPrice(new Decimal(license.recurringPrice)),
        contractPrice: license.contractPrice !== null,
        inventedPrice: license.contractPrice === null && startingPrices.has(license.type),
        amount: formatMoney(line.amount),
        amountExplanation: line.explanation,
        assigned: holders,
        paidUnused: paidUnused(license.type, license.quantity, holders),
      };
    }),
    monthly: totalOf(recurringBill(licenses.map((license) => ({ ...license, unitPrice: license.recurringPrice })), storage, nextBillingDate)),
    holders: users.map(({ id, firstName, lastName, email, active }) => ({
      userId: id,
      firstName,
      lastName,
      email,
      active,
      licenses: [...(holdings.held.get(id) ?? [])],
    })),
    storage: storage === null ? null : storageOutput(storage),
    products: file.receipts.productLines(accountId, PRODUCTS_SHOWN).map(({ receiptNumber, date, line }) => ({ receiptNumber, date, line })),
    fundingSources: fundingSourcesView(company, accountId, today),
    openCharge: charge === null ? null : openChargeView(company, charge),
    reached: reachedBills(company, account, now),
    owed: owedView(company, accountId, charge),
  };
}

function fundingSourcesView({ file, gateway }: OpenCompany, accountId: number, today: string): z.output<typeof fundingSource>[] {
  return file.fundingSources.byAccount(accountId).map((source) => ({
    id: source.id,
    kind: source.kind,
    label: fundingSourceLabel(source),
    holder: source.holder,
    expires: source.expires,
    state: fundingSourceState(source, today).state,
    canPay: canPay(source, today),
    note: gateway.describeTestSource(source),
  }));
}

function owedView({ file }: OpenCompany, accountId: number, charge: ChargeRecord | null): BillingManagerView['owed'] {
  return file.bills.owedBy(accountId).map((bill, index) => {
    // The oldest is paid first; the others wait for it.
    const state = index === 0 && charge?.kind === 'recurring' ? 'underWay' : isPaused(bill) ? 'paused' : 'waiting';
    const nextTryAt = state === 'waiting' ? new Date(cycleStart(bill.nextTryCycle)).toISOString() : null;
    return { billingDate: bill.billingDate, total: bill.total, explanation: totalExplanation(effectOf(bill).lines), state, nextTryAt };
  });
}

/** An open charge as a window shows it. */
const MOST_NAMED = 4;

function paysFor({ kind, billingDate, lines }: ChargeEffect): string {
  if (billingDate !== undefined) return `the bill of ${billingDate}`;
  if (kind === 'minutes' || kind === 'automaticRecharge') return 'dialer minutes';
  const named = lines.slice(0, MOST_NAMED).map(({ name, quantity }) => counted(quantity, name, name));
  return listed([...named, ...(lines.length > MOST_NAMED ? [`${lines.length - MOST_NAMED} more`] : [])]);
}

export function openChargeView({ file }: OpenCompany, charge: ChargeRecord): z.output<typeof openCharge> {
  const source = file.fundingSources.byId(charge.fundingSourceId);
  return {
    id: charge.id,
    state: charge.state === 'pending' ? 'pending' : 'beingChecked',
    total: charge.total,
    paysFor: paysFor(readEffect(file, charge)),
    fundingSource: source === null ? 'the funding source' : fundingSourceLabel(source),
    since: new Date(charge.createdAt).toISOString(),
  };
}
