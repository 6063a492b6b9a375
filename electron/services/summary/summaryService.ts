import type { z } from 'zod';
import type { summaryContracts } from '../../../shared/contracts/summary.ts';
import { addDays, startOfDay } from '../../domain/localTime.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { Clock } from '../ports/outside.ts';
import { accountsOverview } from './accountsOverview.ts';

type Contracts = typeof summaryContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface SummaryService {
  readonly accounts: () => Out<'summary.accounts'>;
  readonly activity: (input: In<'activity.page'>) => Out<'activity.page'>;
}

export interface SummaryNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  /** Why the last automatic backup failed, in words; null where it did not. */
  readonly backupFailed: () => string | null;
}

/** Of one entry. An Accept may change thousands of assignments at once, and nobody reads them all in a list. */
const CHANGES_SHOWN = 200;

/** The Summary window's calls: accounts, and windows of activity. */
export function createSummaryService({ current, clock, backupFailed }: SummaryNeeds): SummaryService {
  return {
    accounts: () => accountsOverview(current(), clock.now(), backupFailed()),
    activity: ({ filter = {}, before, limit }) => {
      const { file } = current();
      const { accountId, from, to, text } = filter;
      const { timeZone } = file.company;
      const found = file.activity.page(before ?? null, limit + 1, {
        accountId,
        from: from === undefined ? undefined : startOfDay(from, timeZone),
        before: to === undefined ? undefined : startOfDay(addDays(to, 1), timeZone),
        text,
      });
      return {
        entries: found.slice(0, limit).map(({ sequence, at, who, what, accountName, changes, hash }) => ({
          sequence,
          at: new Date(at).toISOString(),
          who,
          what,
          accountName,
          changeCount: changes.length,
          changes: changes.slice(0, CHANGES_SHOWN),
          hash,
        })),
        more: found.length > limit,
      };
    },
  };
}
