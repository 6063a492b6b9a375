import type { z } from 'zod';
import type { billingManagerContracts } from '../../../shared/contracts/billingManager.ts';
import { canPay } from '../../domain/fundingSource.ts';
import { localDay } from '../../domain/localTime.ts';
import { formatMoney, sumMoney, Decimal } from '../../domain/money.ts';
import { nextBillStep } from '../../domain/retryBill.ts';
import { dollars } from '../attention/words.ts';
import { requireOperatorName } from '../billingManager/operatorName.ts';
import { hashOfInput, repeatedCommand } from '../minutes/onceOnly.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { BillRecord, FundingSourceRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';
import { effectOf, sourcesInRound } from './payBills.ts';
import type { PayBillsNeeds } from './payBills.ts';

type Contract = (typeof billingManagerContracts)['billingManager.payOwed'];
export type PayOwedInput = z.output<Contract['input']>;
export type PayOwedOutcome = z.output<Contract['output']>;

const ROUTE = 'billingManager.payOwed';

/**
 * Pays what an account owes because an operator asks for it now, the oldest bill first, each by the funding sources in
 * their order (SPEC sections 4 and 7). It is a round of tries of its own: the cycles' next tries stay as they are. The
 * ids of its charges come from the command, so that the same wish, repeated or after a crash, sends nothing twice.
 * Refuses with NOTHING_TO_ACCEPT, CHARGE_OPEN, NO_FUNDING_SOURCE, NAME_MISMATCH.
 */
export async function payNow(needs: PayBillsNeeds, company: SignedInCompany, input: PayOwedInput): Promise<PayOwedOutcome> {
  const { file, operator } = company;
  const repeated = repeatedCommand(file, ROUTE, input);
  // Written below in this same shape.
  if (repeated !== null) return JSON.parse(repeated) as PayOwedOutcome;
  const { accountId, commandId } = input;
  const today = localDay(needs.clock.now(), file.company.timeZone);
  const owed = file.bills.owedBy(accountId);
  if (owed.length === 0) throw refuse('NOTHING_TO_ACCEPT', '', 'Nothing is owed on this account.');
  if (file.charges.openOf(accountId) !== null) throw refuse('CHARGE_OPEN', '', 'A payment of this account is not settled yet. Nothing else can be charged until it is.');
  if (!file.fundingSources.byAccount(accountId).some((source) => canPay(source, today))) {
    throw refuse('NO_FUNDING_SOURCE', '', 'No funding source of this account can pay. Add or replace one.');
  }
  const who = requireOperatorName(operator, input);
  const entry = { operatorId: operator.id, who, accountId };
  file.write((tx) => {
    const bills = owed.map(({ billingDate, total }) => ({ label: `Bill of ${billingDate}`, before: null, after: dollars(total) }));
    file.activity.appendTx(tx, { ...entry, at: needs.clock.now(), what: 'Asked to pay what is owed now', changes: bills });
  });
  const ended = await payRound(needs, company, accountId, (bill, source) => [commandId, bill.billingDate, source.id].join(':'));
  const still = file.bills.owedBy(accountId);
  const outcome: PayOwedOutcome = { owed: totalOf(still), sentence: inWords(totalOf(owed), totalOf(still), ended) };
  file.write((tx) => {
    file.commands.insertTx(tx, { id: commandId, route: ROUTE, inputHash: hashOfInput(input), outcome: JSON.stringify(outcome), at: needs.clock.now() });
    file.accounts.touchTx(tx, accountId);
  });
  needs.publish(['accounts', 'activity']);
  return outcome;
}

type IdOf = (bill: BillRecord, source: FundingSourceRecord) => string;
type Ended = 'declined' | 'notHeard' | 'underWay';

/** Charges until nothing is owed, or a bill was not paid: each source once. */
async function payRound(needs: PayBillsNeeds, company: SignedInCompany, accountId: number, idOf: IdOf): Promise<Ended> {
  const { file } = company;
  for (;;) {
    const [bill] = file.bills.owedBy(accountId);
    if (bill === undefined || file.charges.openOf(accountId) !== null) return 'underWay';
    const round = sourcesInRound(company, accountId, localDay(needs.clock.now(), file.company.timeZone), (source) => idOf(bill, source));
    const step = nextBillStep(round);
    if (step.do !== 'charge') return step.do === 'wait' ? 'notHeard' : 'declined';
    const source = round[step.index]?.source;
    if (source === undefined) throw new Error('The step names no source.');
    await needs.charges.charge(company, { id: idOf(bill, source), source, effect: effectOf(bill), command: null });
  }
}

function totalOf(bills: readonly BillRecord[]): string {
  return formatMoney(sumMoney(bills.map(({ total }) => new Decimal(total))));
}

function inWords(before: string, still: string, ended: Ended): string {
  if (still === '0.00') return `${dollars(before)} paid. Nothing is owed any more.`;
  const rest = `${dollars(still)} ${still === before ? 'is' : 'is still'} owed`;
  switch (ended) {
    case 'declined':
      return `Every funding source declined: ${rest}.`;
    case 'notHeard':
      return `The payment never arrived: ${rest}. Nothing was charged.`;
    case 'underWay':
      return `The payment is under way: ${rest} until it is settled.`;
  }
}
