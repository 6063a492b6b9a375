import type { z } from 'zod';
import type { fundingContracts } from '../../../shared/contracts/funding.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { fundingSourceLabel, isLastThatCanPay } from '../../domain/fundingSource.ts';
import { localDay } from '../../domain/localTime.ts';
import { afterSourceChange } from '../../domain/retryAfterDecline.ts';
import { requireOperatorName } from '../billingManager/operatorName.ts';
import { retryRechargeTx } from '../minutes/rechargePause.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import type { CurrentCompany, SignedInCompany } from '../ports/company.ts';
import type { Tx } from '../ports/transaction.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { ActivityChange, FundingSourceRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';
import { checkSource, sourceChanges, storedSource } from './checkSource.ts';

type Contracts = typeof fundingContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface FundingService {
  readonly add: (input: In<'funding.add'>) => Out<'funding.add'>;
  readonly replace: (input: In<'funding.replace'>) => Out<'funding.replace'>;
  readonly remove: (input: In<'funding.remove'>) => Out<'funding.remove'>;
  readonly reorder: (input: In<'funding.reorder'>) => Out<'funding.reorder'>;
}

export interface FundingNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
}

interface Authorised {
  readonly commandId: string;
  readonly accountId: number;
  readonly firstName: string;
  readonly lastName: string;
}

/** What is at hand once a wish is found to be new and the account to be there. */
interface Scene {
  readonly company: SignedInCompany;
  readonly sources: readonly FundingSourceRecord[];
  readonly now: number;
  readonly today: string;
}

/** Checked and ready: `write` does it, `what` and `changes` are its Activity entry. */
interface Change<T> {
  readonly write: (tx: Tx) => T;
  readonly what: string;
  readonly changes: readonly ActivityChange[];
}

/**
 * Funding sources of an account (SPEC section 8). Each change is authorised by name, leaves an Activity entry, and
 * lets what was declined be tried again at the next charge cycle (section 7). Repeated with its command id it answers
 * the same and does nothing again.
 */
export function createFundingService({ current, clock, publish }: FundingNeeds): FundingService {
  const carryOut = <I extends Authorised, T>(route: keyof Contracts, input: I, plan: (scene: Scene) => Change<T>): T => {
    const company = current();
    const { file, operator } = company;
    const repeated = repeatedCommand(file, route, input);
    // Written below in this same shape.
    if (repeated !== null) return JSON.parse(repeated) as T;
    if (file.accounts.byId(input.accountId) === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
    const now = clock.now();
    const sources = file.fundingSources.byAccount(input.accountId);
    const { write, what, changes } = plan({ company, sources, now, today: localDay(now, file.company.timeZone) });
    const who = requireOperatorName(operator, input);
    const outcome = file.write((tx) => {
      const made = write(tx);
      file.bills.setRetriesTx(tx, input.accountId, 1, afterSourceChange(cycleNumber(now)));
      retryRechargeTx(tx, file, input.accountId, cycleNumber(now));
      file.activity.appendTx(tx, { at: now, operatorId: operator.id, who, what, accountId: input.accountId, changes });
      file.accounts.touchTx(tx, input.accountId);
      file.commands.insertTx(tx, commandToKeep(route, input, JSON.stringify(made), now));
      return made;
    });
    publish(['accounts', 'activity']);
    return outcome;
  };

  return {
    add: (input) =>
      carryOut('funding.add', input, ({ company: { file }, sources, today }) => {
        checkSource(input.source, today);
        const label = fundingSourceLabel(input.source);
        const position = Math.max(0, ...sources.map((source) => source.position)) + 1;
        return {
          what: `Added the funding source ${label}`,
          changes: sourceChanges(null, storedSource(input.source)),
          write: (tx) => ({
            fundingSourceId: file.fundingSources.insertTx(tx, { accountId: input.accountId, position, ...storedSource(input.source) }),
          }),
        };
      }),
    replace: (input) =>
      carryOut('funding.replace', input, ({ company: { file }, sources, now, today }) => {
        const replaced = sourceOf(sources, input.fundingSourceId);
        checkSource(input.source, today);
        return {
          what: `Replaced the funding source ${fundingSourceLabel(replaced)} by ${fundingSourceLabel(input.source)}`,
          changes: sourceChanges(replaced, storedSource(input.source)),
          write: (tx) => {
            file.fundingSources.removeTx(tx, replaced.id, now);
            const { position, accountId } = replaced;
            return { fundingSourceId: file.fundingSources.insertTx(tx, { accountId, position, ...storedSource(input.source) }) };
          },
        };
      }),
    remove: (input) =>
      carryOut('funding.remove', input, ({ company: { file }, sources, now, today }) => {
        const removed = sourceOf(sources, input.fundingSourceId);
        const label = fundingSourceLabel(removed);
        if (isLastThatCanPay(sources, removed.id, today)) {
          throw refuse('LAST_FUNDING_SOURCE', '/fundingSourceId', `${label} is the last funding source that can pay. Add another one first, or replace it.`);
        }
        return {
          what: `Removed the funding source ${label}`,
          changes: sourceChanges(removed, null),
          write: (tx) => {
            file.fundingSources.removeTx(tx, removed.id, now);
            return { fundingSourceId: removed.id };
          },
        };
      }),
    reorder: (input) =>
      carryOut('funding.reorder', input, ({ company: { file }, sources }) => {
        requireEachOnce(input.order, sources);
        const inOrder = input.order.flatMap((id) => sources.filter((source) => source.id === id));
        if (inOrder.every((source, index) => source === sources[index])) throw refuse('NOTHING_TO_ACCEPT', '/order', 'This is the order already.');
        const inWords = (list: readonly FundingSourceRecord[]): string => list.map(fundingSourceLabel).join(', ');
        return {
          what: 'Changed the order of the funding sources',
          changes: [{ label: 'Order', before: inWords(sources), after: inWords(inOrder) }],
          write: (tx) => {
            file.fundingSources.setOrderTx(tx, input.order);
            return {};
          },
        };
      }),
  };
}

function sourceOf(sources: readonly FundingSourceRecord[], id: number): FundingSourceRecord {
  const found = sources.find((source) => source.id === id);
  if (found === undefined) throw refuse('NOT_FOUND', '/fundingSourceId', 'This funding source does not belong to the account.');
  return found;
}

function requireEachOnce(order: readonly number[], sources: readonly FundingSourceRecord[]): void {
  for (const [index, id] of order.entries()) {
    const path = `/order/${index}`;
    if (!sources.some((source) => source.id === id)) throw refuse('BAD_INPUT', path, 'This funding source does not belong to the account.');
    if (order.indexOf(id) !== index) throw refuse('BAD_INPUT', path, 'The order names a funding source twice.');
  }
  const missing = sources.find(({ id }) => !order.includes(id));
  if (missing !== undefined) throw refuse('BAD_INPUT', '/order', `The order misses ${fundingSourceLabel(missing)}.`);
}
