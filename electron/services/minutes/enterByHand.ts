import type { z } from 'zod';
import type { minutesContracts } from '../../../shared/contracts/minutes.ts';
import { localMoment } from '../../domain/localMoment.ts';
import { Decimal, formatMoney } from '../../domain/money.ts';
import { dollars } from '../attention/words.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { NewLedgerEntry } from '../ports/minutes.ts';
import { listPrice } from '../pricing.ts';
import { refuse, requireNoCardNumber } from '../refusals.ts';
import { requireAccount } from './gatherMinutes.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import { stampDueTx } from './stampDue.ts';
import { usageCost } from './usageCost.ts';

type Contracts = typeof minutesContracts;
export type UsageInput = z.output<Contracts['minutes.recordUsage']['input']>;
export type UsageOutcome = z.output<Contracts['minutes.recordUsage']['output']>;
export type AdjustInput = z.output<Contracts['minutes.adjust']['input']>;
export type AdjustOutcome = z.output<Contracts['minutes.adjust']['output']>;

interface Needs {
  readonly clock: Clock;
  readonly publish: Publish;
}

/** Enters usage by hand, at its own moment and rate (SPEC section 7). Refuses with BAD_INPUT a time that is none in the company's zone, or is to come. */
export function recordUsage(needs: Needs, company: SignedInCompany, input: UsageInput): UsageOutcome {
  const { file } = company;
  return enterOnce(needs, company, 'minutes.recordUsage', input, (now) => {
    const at = momentOf(input.at, file.company.timeZone, now);
    const rate = input.rate ?? rateOn(file, input.at.slice(0, 10));
    const cost = usageCost(input.quantity, rate);
    if (cost.greaterThan(LARGEST_COST)) throw refuse('BAD_INPUT', '/quantity', 'This is more than one entry can hold. Check quantity and rate.');
    const unit = input.medium === 'call' ? 'minutes of calls' : 'text messages';
    return {
      entry: { accountId: input.accountId, at, kind: 'usage', medium: input.medium, quantity: input.quantity, rate, amount: cost.negated().toFixed(), receiptNumber: null, note: 'Entered by hand' },
      what: `Entered ${input.quantity} ${unit} at ${dollars(rate)}`,
      outcome: (balance) => ({ cost: cost.toFixed(), balance }),
    };
  });
}

/** Corrects the balance by an amount, with its reason. Refuses with CARD_NUMBER a note that looks like one. */
export function adjustBalance(needs: Needs, company: SignedInCompany, input: AdjustInput): AdjustOutcome {
  return enterOnce(needs, company, 'minutes.adjust', input, (now) => {
    requireNoCardNumber('/note', input.note);
    return {
      entry: { accountId: input.accountId, at: now, kind: 'adjustment', medium: null, quantity: null, rate: null, amount: input.amount, receiptNumber: null, note: input.note },
      what: `Adjusted dialer minutes by ${dollars(input.amount)}: ${input.note}`,
      outcome: (balance) => ({ balance }),
    };
  });
}

/** Dollars; the ledger holds nine times that in one entry. */
const LARGEST_COST = 1_000_000_000;

interface Entered<T> {
  readonly entry: NewLedgerEntry;
  readonly what: string;
  readonly outcome: (balance: string) => T;
}

/** Writes one entry with its Activity and the stamp that may follow, once a command id. */
function enterOnce<T>(
  { clock, publish }: Needs,
  { file, operator }: SignedInCompany,
  route: string,
  input: { readonly commandId: string; readonly accountId: number },
  make: (now: number) => Entered<T>,
): T {
  const before = repeatedCommand(file, route, input);
  // Written below in this same shape.
  if (before !== null) return JSON.parse(before) as T;
  requireAccount(file, input.accountId);
  const now = clock.now();
  const { entry, what, outcome } = make(now);
  const made = file.write((tx: Tx) => {
    const balanceBefore = balanceOf(file, input.accountId);
    file.minutes.appendTx(tx, [entry]);
    const balance = balanceOf(file, input.accountId);
    stampDueTx(tx, file, input.accountId, now, now);
    file.activity.appendTx(tx, {
      at: now,
      operatorId: operator.id,
      who: `${operator.firstName} ${operator.lastName}`,
      what,
      accountId: input.accountId,
      changes: [{ label: 'Balance', before: dollars(balanceBefore), after: dollars(balance) }],
    });
    const result = outcome(balance);
    file.commands.insertTx(tx, commandToKeep(route, input, JSON.stringify(result), now));
    return result;
  });
  publish(['accounts', 'activity']);
  return made;
}

function balanceOf(file: DataFile, accountId: number): string {
  return formatMoney(new Decimal(file.minutes.balance(accountId)));
}

/** A wall-clock time as a moment; of two in the hour that clocks show twice, the first. */
function momentOf(time: string, timeZone: string, now: number): number {
  let found;
  try {
    found = localMoment(time, timeZone);
  } catch {
    throw refuse('BAD_INPUT', '/at', 'There is no such day or time in the calendar.');
  }
  if (found.kind === 'never') throw refuse('BAD_INPUT', '/at', `Clocks were set forward past this time in ${timeZone}: it was never shown.`);
  if (found.at > now) throw refuse('BAD_INPUT', '/at', 'This time is in the future. Usage is entered after it happened.');
  if (found.at < 0) throw refuse('BAD_INPUT', '/at', 'This time is before 1970.');
  return found.at;
}

/** The price book's rate for one minute on a day. Refuses with BAD_INPUT where it has none yet. */
function rateOn(file: DataFile, day: string): string {
  const prices = file.prices.inForce(day);
  if (!prices.has('minute')) throw refuse('BAD_INPUT', '/rate', `The price book has no rate for ${day}. Type the rate.`);
  const rate = listPrice(prices, 'minute');
  if (new Decimal(rate).isZero()) throw refuse('BAD_INPUT', '/rate', `The price book's rate for ${day} is zero. Type the rate.`);
  return rate;
}
