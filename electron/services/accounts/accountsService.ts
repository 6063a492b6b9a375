import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { accountContracts } from '../../../shared/contracts/accounts.ts';
import { localDay } from '../../domain/localTime.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import type { CurrentCompany, SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { NewActivity } from '../ports/records.ts';
import type { Tx } from '../ports/transaction.ts';
import { refuse, requireNoCardNumber } from '../refusals.ts';
import { firstPeriod, isUncharged, newAccountTx, termsChanges } from './newAccount.ts';

type Contracts = typeof accountContracts;

export interface AccountsNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
}

type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;

export interface AccountsService {
  readonly add: (input: In<'accounts.add'>) => z.output<Contracts['accounts.add']['output']>;
  readonly change: (input: In<'accounts.change'>) => z.output<Contracts['accounts.change']['output']>;
}

const ADD = 'accounts.add';

/** Billing accounts: more of them beside the primary one, and their names and billing days (SPEC section 1). */
export function createAccountsService({ current, clock, publish }: AccountsNeeds): AccountsService {
  const record = ({ file, operator }: SignedInCompany, tx: Tx, entry: Pick<NewActivity, 'what' | 'accountId' | 'changes'>): void =>
    file.activity.appendTx(tx, { at: clock.now(), operatorId: operator.id, who: `${operator.firstName} ${operator.lastName}`, ...entry });

  return {
    add: (input) => {
      const company = current();
      const { file } = company;
      const { name, billingDay } = input;
      const repeated = repeatedCommand(file, ADD, input);
      if (repeated !== null) return { accountId: Number(repeated) };
      requireNewName(file, name, null);
      const now = clock.now();
      const accountId = file.write((tx) => {
        const id = newAccountTx(tx, file, { id: freeId(), name, primary: false, billingDay }, localDay(now, file.company.timeZone));
        record(company, tx, { what: `Added the billing account ${name}`, accountId: id, changes: [{ label: 'Billing day', before: null, after: String(billingDay) }] });
        file.commands.insertTx(tx, commandToKeep(ADD, input, String(id), now));
        return id;
      });
      publish(['accounts', 'activity']);
      return { accountId };
    },
    change: ({ accountId, name, billingDay }) => {
      const company = current();
      const { file } = company;
      const account = file.accounts.byId(accountId);
      if (account === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
      requireNewName(file, name, accountId);
      if (name === account.name && billingDay === account.billingDay) return {};
      if (!isUncharged(file, accountId)) {
        throw refuse('ALREADY_USED', name === account.name ? '/billingDay' : '/name', `Receipts carry the name ${account.name}, and their periods begin on day ${account.billingDay}: both stay.`);
      }
      const today = localDay(clock.now(), file.company.timeZone);
      if (billingDay !== account.billingDay && account.nextBillingDate <= today) {
        throw refuse('ALREADY_USED', '/billingDay', `The billing date ${account.nextBillingDate} is reached, and the next charge cycle runs it. Change the day after that.`);
      }
      const run = file.bills.lastDate(accountId);
      if (billingDay !== account.billingDay && run !== null && run > today) {
        throw refuse('ALREADY_USED', '/billingDay', `The billing date ${run} was run already, by a clock that was ahead. Change the day from then on.`);
      }
      const terms = { name, billingDay, ...(billingDay === account.billingDay ? { periodStart: account.periodStart, nextBillingDate: account.nextBillingDate } : firstPeriod(today, billingDay)) };
      file.write((tx) => {
        file.accounts.setTermsTx(tx, accountId, terms);
        file.accounts.touchTx(tx, accountId);
        record(company, tx, { what: `Changed the billing account ${account.name}`, accountId, changes: termsChanges(account, terms) });
      });
      publish(['accounts', 'activity']);
      return {};
    },
  };
}

/** Files that are imported name accounts: no two have the same name, whatever its case. */
function requireNewName(file: DataFile, name: string, ownId: number | null): void {
  requireNoCardNumber('/name', name);
  const same = file.accounts.all().find((account) => account.id !== ownId && account.name.trim().toLowerCase() === name.toLowerCase());
  if (same !== undefined) throw refuse('ALREADY_USED', '/name', `There is a billing account named ${same.name} already.`);
}

const FIRST_ID = 1_000_000;
const LAST_ID = 2 ** 47;

/**
 * By chance, so that what the gateway's record says of an account that a restored file lacks is not taken for another
 * account, which that file was given since.
 */
function freeId(): number {
  return randomInt(FIRST_ID, LAST_ID);
}
