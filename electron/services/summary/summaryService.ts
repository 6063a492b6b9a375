import type { z } from 'zod';
import type { summaryContracts } from '../../../shared/contracts/summary.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { Clock } from '../ports/outside.ts';
import { rememberedBounds } from '../usageWindow.ts';
import { accountsOverview } from './accountsOverview.ts';

type Contracts = typeof summaryContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface SummaryService {
  readonly accounts: () => Out<'summary.accounts'>;
  readonly receipts: (input: In<'receipts.page'>) => Out<'receipts.page'>;
  readonly activity: (input: In<'activity.page'>) => Out<'activity.page'>;
}

/** The Summary window's calls: accounts, and windows of receipts and activity. */
export function createSummaryService({ current, clock }: { readonly current: CurrentCompany; readonly clock: Clock }): SummaryService {
  const boundsOf = rememberedBounds();
  return {
    accounts: () => accountsOverview(current(), clock.now(), boundsOf),
    receipts: ({ filter, before, limit }) => {
      const { receipts } = current().file;
      // One more than asked for tells whether there are more.
      const found = receipts.page(filter, before ?? null, limit + 1);
      return {
        receipts: found.slice(0, limit).map(({ chargeId: _chargeId, issuedAt, lines, ...receipt }) => ({
          ...receipt,
          issuedAt: new Date(issuedAt).toISOString(),
          lines: [...lines],
        })),
        count: receipts.count(filter),
        more: found.length > limit,
      };
    },
    activity: ({ before, limit }) => {
      const found = current().file.activity.page(before ?? null, limit + 1);
      return {
        entries: found.slice(0, limit).map(({ sequence, at, who, what, accountName, changes, hash }) => ({
          sequence,
          at: new Date(at).toISOString(),
          who,
          what,
          accountName,
          changes: [...changes],
          hash,
        })),
        more: found.length > limit,
      };
    },
  };
}
