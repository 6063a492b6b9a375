import type { z } from 'zod';
import type { pricesContracts } from '../../../shared/contracts/prices.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import { accountTerms } from './accountTerms.ts';
import { addPrice, withdrawPrice } from './changePrices.ts';
import { priceBook } from './priceBook.ts';
import { setContract } from './setContract.ts';

type Contracts = typeof pricesContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface PricesNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
}

export interface PricesService {
  readonly book: () => Out<'prices.book'>;
  readonly add: (input: In<'prices.add'>) => Out<'prices.add'>;
  readonly withdraw: (input: In<'prices.withdraw'>) => Out<'prices.withdraw'>;
  readonly contracts: (input: In<'prices.contracts'>) => Out<'prices.contracts'>;
  readonly setContract: (input: In<'prices.setContract'>) => Out<'prices.setContract'>;
}

/** The Price Book page's calls (SPEC section 4). */
export function createPricesService({ current, clock, publish }: PricesNeeds): PricesService {
  return {
    book: () => priceBook(current().file, clock.now()),
    add: (input) => {
      if (addPrice(current(), input, clock.now())) publish(['accounts', 'activity']);
      return {};
    },
    withdraw: (input) => {
      withdrawPrice(current(), input, clock.now());
      publish(['accounts', 'activity']);
      return {};
    },
    contracts: ({ after, limit }) => accountTerms(current().file, after ?? null, limit, clock.now()),
    setContract: (input) => {
      const { changed, revision } = setContract(current(), input, clock.now());
      if (changed) publish(['accounts', 'activity']);
      return { revision };
    },
  };
}
