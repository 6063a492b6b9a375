import type { z } from 'zod';
import type { billingManagerContracts } from '../../../shared/contracts/billingManager.ts';
import { canPay } from '../../domain/fundingSource.ts';
import { localDay } from '../../domain/localTime.ts';
import { formatMoney, sumMoney, Decimal } from '../../domain/money.ts';
import { nextBillStep } from '../../domain/retryBill.ts';
import type { BillStep } from '../../domain/retryBill.ts';
import { dollars } from '../attention/words.ts';
import { requireOperatorName } from '../billingManager/operatorName.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import { requireLooked } from '../place/requireLooked.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { BillRecord } from '../ports/charging.ts';
import type { FundingSourceRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';
import { effectOf, sourcesInRound } from './payBills.ts';
import type { PayBillsNeeds } from './payBills.ts';

type Contract = (typeof billingManagerContracts)['billingManager.payOwed'];
export type PayOwedInput = z.output<Contract['input']>;
export type PayOwedOutcome = z.output<Contract['output']>;

const ROUTE = 'billingManager.payOwed';

/** Kept in place of an outcome, which the bills tell: their billing dates. */
interface Asked {
  readonly bills: readonly string[];
}

/**
 * Pays what an account owes because an operator asks for it now, the oldest bill first, each by the funding sources in
 * their order (SPEC sections 4 and 7). It is a round of tries of its own: the cycles' next tries stay as they are. The
 * command is kept before anything is sent, and the ids of its charges come from it, so that the same wish, repeated or
 * after a crash, sends nothing twice; it is answered with what became of the bills that it was about.
 * Refuses with CHARGES_WAIT, NOTHING_TO_ACCEPT, CHARGE_OPEN, NO_FUNDING_SOURCE, NAME_MISMATCH.
 */
export async function payNow(needs: PayBillsNeeds, company: SignedInCompany, input: PayOwedInput): Promise<PayOwedOutcome> {
  const { file, operator } = company;
  const { accountId, commandId } = input;
  const idOf: IdOf = (bill, source) => [commandId, bill.billingDate, source.id].join(':');
  const repeated = repeatedCommand(file, ROUTE, input);
  // Written below in this same shape.
  if (repeated !== null) return outcomeOf(needs, company, accountId, JSON.parse(repeated) as Asked, idOf);
  requireLooked(company);
  const today = localDay(needs.clock.now(), file.company.timeZone);
  const owed = file.bills.owedBy(accountId);
  if (owed.length === 0) throw refuse('NOTHING_TO_ACCEPT', '', 'Nothing is owed on this account.');
  if (file.charges.openOf(accountId) !== null) throw refuse('CHARGE_OPEN', '', 'A payment of this account is not settled yet. Nothing else can be charged until it is.');
  if (!file.fundingSources.byAccount(accountId).some((source) => canPay(source, today))) {
    throw refuse('NO_FUNDING_SOURCE', '', 'No funding source of this account can pay. Add or replace one.');
  }
  const who = requireOperatorName(operator, input);
  const asked: Asked = { bills: owed.map(({ billingDate }) => billingDate) };
  file.write((tx) => {
    const at = needs.clock.now();
    const changes = owed.map(({ billingDate, total }) => ({ label: `Bill of ${billingDate}`, before: null, after: dollars(total) }));
    file.activity.appendTx(tx, { operatorId: operator.id, who, accountId, at, what: 'Asked to pay what is owed now', changes });
    file.commands.insertTx(tx, commandToKeep(ROUTE, input, JSON.stringify(asked), at));
    file.accounts.touchTx(tx, accountId);
  });
  await payRound(needs, company, accountId, idOf);
  needs.publish(['accounts', 'activity']);
  return outcomeOf(needs, company, accountId, asked, idOf);
}

type IdOf = (bill: BillRecord, source: FundingSourceRecord) => string;
type Ended = 'declined' | 'notHeard' | 'underWay' | 'brokenOff';
type Round = ReturnType<typeof sourcesInRound>;

/** Charges until nothing is owed, or a bill was not paid: each source once. */
async function payRound(needs: PayBillsNeeds, company: SignedInCompany, accountId: number, idOf: IdOf): Promise<void> {
  const { file } = company;
  for (;;) {
    const [bill] = file.bills.owedBy(accountId);
    if (bill === undefined || file.charges.openOf(accountId) !== null) return;
    const round = roundOf(needs, company, bill, idOf);
    const step = nextBillStep(round);
    if (step.do !== 'charge') return;
    const source = round[step.index]?.source;
    if (source === undefined) throw new Error('The step names no source.');
    await needs.charges.charge(company, { id: idOf(bill, source), source, effect: effectOf(bill), command: null });
  }
}

function roundOf(needs: PayBillsNeeds, company: SignedInCompany, bill: BillRecord, idOf: IdOf): Round {
  return sourcesInRound(company, bill.accountId, localDay(needs.clock.now(), company.file.company.timeZone), (source) => idOf(bill, source));
}

/** What became of the bills that were asked about, as the data file says it now. */
function outcomeOf(needs: PayBillsNeeds, company: SignedInCompany, accountId: number, asked: Asked, idOf: IdOf): PayOwedOutcome {
  const { file } = company;
  const bills = asked.bills.flatMap((date) => file.bills.byDate(accountId, date) ?? []);
  const still = bills.filter(({ state }) => state === 'owed');
  const [unpaid] = still;
  const owed = totalOf(still);
  if (unpaid === undefined) {
    const rest = file.bills.owedBy(accountId).length === 0 ? ' Nothing is owed any more.' : '';
    return { owed, sentence: `${dollars(totalOf(bills))} paid.${rest}` };
  }
  const ended = file.charges.openOf(accountId) === null ? ENDED[nextBillStep(roundOf(needs, company, unpaid, idOf)).do] : 'underWay';
  return { owed, sentence: inWords(totalOf(bills), owed, ended) };
}

const ENDED = { charge: 'brokenOff', fail: 'declined', noSource: 'declined', wait: 'notHeard' } as const satisfies Record<BillStep['do'], Ended>;

function totalOf(bills: readonly BillRecord[]): string {
  return formatMoney(sumMoney(bills.map(({ total }) => new Decimal(total))));
}

function inWords(before: string, still: string, ended: Ended): string {
  const rest = `${dollars(still)} ${still === before ? 'is' : 'is still'} owed`;
  switch (ended) {
    case 'declined':
      return `Every funding source declined: ${rest}.`;
    case 'notHeard':
      return `The payment never arrived: ${rest}. Nothing was charged.`;
    case 'underWay':
      return `The payment is under way: ${rest} until it is settled.`;
    case 'brokenOff':
      return `Not every funding source was tried: ${rest}.`;
  }
}
