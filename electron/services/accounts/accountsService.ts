import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { accountContracts } from '../../../shared/contracts/accounts.ts';
import { localDay } from '../../domain/localTime.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import { refuse, requireNoCardNumber } from '../refusals.ts';
import { newAccountTx } from './newAccount.ts';

type Contracts = typeof accountContracts;

export interface AccountsNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
}

export interface AccountsService {
  readonly add: (input: z.output<Contracts['accounts.add']['input']>) => z.output<Contracts['accounts.add']['output']>;
}

const ADD = 'accounts.add';

/** Billing accounts beside the primary one (SPEC section 1). */
export function createAccountsService({ current, clock, publish }: AccountsNeeds): AccountsService {
  return {
    add: (input) => {
      const { file, operator } = current();
      const { name, billingDay } = input;
      const repeated = repeatedCommand(file, ADD, input);
      if (repeated !== null) return { accountId: Number(repeated) };
      requireNoCardNumber('/name', name);
      const same = file.accounts.all().find((account) => account.name.trim().toLowerCase() === name.toLowerCase());
      // Files that are imported name accounts.
      if (same !== undefined) throw refuse('ALREADY_USED', '/name', `There is a billing account named ${same.name} already.`);
      const now = clock.now();
      const accountId = file.write((tx) => {
        const id = newAccountTx(tx, file, { id: freeId(), name, primary: false, billingDay }, localDay(now, file.company.timeZone));
        file.activity.appendTx(tx, {
          at: now,
          operatorId: operator.id,
          who: `${operator.firstName} ${operator.lastName}`,
          what: `Added the billing account ${name}`,
          accountId: id,
          changes: [{ label: 'Billing day', before: null, after: String(billingDay) }],
        });
        file.commands.insertTx(tx, commandToKeep(ADD, input, String(id), now));
        return id;
      });
      publish(['accounts', 'activity']);
      return { accountId };
    },
  };
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
