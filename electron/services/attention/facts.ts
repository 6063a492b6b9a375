import type { z } from 'zod';
import type { attentionItem } from '../../../shared/contracts/summary.ts';
import type { StorageFee } from '../../domain/storageFee.ts';
import type { FundingSourceRecord } from '../ports/records.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';

import type { LockoutsOfDay } from '../seats/lockoutsYesterday.ts';

export type AttentionItem = z.output<typeof attentionItem>;

/** What the conditions look at, gathered once for all of them. Money as decimal strings in dollars. */
export interface AccountFacts {
  readonly id: number;
  readonly name: string;
  /** The oldest bill that could not be paid; null where the account is not past due. */
  readonly pastDue: { readonly billingDate: string; readonly total: string; readonly paused: boolean } | null;
  readonly monthly: string;
  readonly fundingSources: readonly FundingSourceRecord[];
  readonly openCharge: { readonly state: 'beingChecked' | 'pending'; readonly total: string } | null;
  readonly minutes: {
    readonly balance: string;
    readonly reserve: string;
    readonly autoRecharge: boolean;
    /** False where no minutes are bought, used or recharged: then an empty balance is nothing to look after. */
    readonly used: boolean;
    /** Tries for an automatic recharge that all funding sources declined: more follow, or none until something changes. */
    readonly recharge: 'fine' | 'declined' | 'paused';
    /** At the usual use the balance reaches zero before the next charge cycle: a sentence that says when; else null. */
    readonly runsOut: string | null;
  };
  /** Null where nobody was locked out. */
  readonly lockoutsYesterday: LockoutsOfDay | null;
  /** Not pooled types, paid for and held by nobody. */
  readonly paidUnused: readonly { readonly type: LicenseType; readonly count: number }[];
}

export interface AttentionFacts {
  /** Why automatic charging is stopped, and what waits; null where it runs. */
  readonly chargingStopped: { readonly reason: 'away' | 'clockSetBack' | 'held'; readonly charges: number; readonly total: string } | null;
  /** Why the last automatic backup failed, in words; null where it did not. */
  readonly backupFailed: string | null;
  /** License types in use, charged at a list price that the file began with and nobody entered. None in a demonstration. */
  readonly inventedPrices: readonly LicenseType[];
  /** The day in the company's time zone. */
  readonly today: string;
  readonly accounts: readonly AccountFacts[];
  readonly usersWithoutBaseLicense: readonly { readonly name: string; readonly accountId: number }[];
  readonly storage: { readonly accountId: number; readonly leftMb: number; readonly warning: StorageFee['warning'] } | null;
}

/** One area's conditions: each finding is one sentence and one action. */
export type AttentionCondition = (facts: AttentionFacts) => readonly AttentionItem[];
